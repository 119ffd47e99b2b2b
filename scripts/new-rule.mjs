/** Starts a new rule: `npm run new-rule AREA/NAME` writes rules/AREA/NAME.ts, complete in form, to be filled in. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [id] = process.argv.slice(2);
if (!id || !/^[a-z0-9]+(-[a-z0-9]+)*\/(no|require)-[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
  throw new Error('usage: npm run new-rule AREA/NAME, where NAME starts with no- or require-, in lower case with hyphens');
}
const file = `rules/${id}.ts`;
if (existsSync(file)) throw new Error(`${file} is already there`);

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, template(id));
await import('./generate.mjs');
console.log(`${file}: fill it in, then run \`node scripts/test.mjs rules\` and \`npm run docs\`.`);

/** A rule that compiles and whose tests fail until someone has written it. */
function template(id) {
  const flag = id.split('/')[1].replace(/^(no|require)-/, '');
  return `/** SAY IN ONE SENTENCE WHAT THIS RULE FINDS. */

import { component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = '${flag}';

export default defineRule({
  id: '${id}',
  summary: '',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: '',
    fix: '',
    ignore: '',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!apiserver.lacks(FLAG)) return;
    yield {
      at: apiserver,
      message: \`--\${FLAG} is not set.\`,
      fixes: [suggest(\`Set --\${FLAG}\`, setFlag(apiserver, FLAG, 'true'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Missing',
    file: 'kube-apiserver.service',
    bad: text\`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --v=2
    \`,
    fixed: text\`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --v=2
    \`,
  },
  {
    title: 'Set',
    file: 'kube-apiserver.service',
    good: text\`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --${flag}=true
    \`,
  },
];
`;
}
