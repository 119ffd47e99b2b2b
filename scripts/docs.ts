/** Writes docs/rules from the rules themselves, with what they really report; with --check, compares byte for byte and names what differs. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { examples, rules } from '../rules/index.ts';
import { indexPage, rulePageWithExamples } from './pages.ts';

const FOLDER = 'docs/rules';

const pages = new Map([
  [`${FOLDER}/README.md`, indexPage(rules)],
  ...rules.map(rule => [`${FOLDER}/${rule.id}.md`, rulePageWithExamples(rule, examples[rule.id]!())] as const),
]);
const surplus = existing().filter(it => !pages.has(it));

if (process.argv.includes('--check')) check();
else write();

function check(): void {
  const missing = [...pages.keys()].filter(it => !existsSync(it));
  const outdated = [...pages].filter(([path, text]) => existsSync(path) && readFileSync(path, 'utf8') !== text).map(([path]) => path);
  const faults = Object.entries({ missing, surplus, outdated }).flatMap(([what, paths]) => paths.map(it => `${what}: ${it}`));
  console.log(faults.length ? `${faults.join('\n')}\nRun: npm run docs` : `${pages.size} pages are up to date.`);
  process.exitCode = faults.length ? 1 : 0;
}

function write(): void {
  for (const path of surplus) rmSync(path);
  for (const [path, text] of pages) {
    mkdirSync(posix.dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`${pages.size} pages written${surplus.length ? `, ${surplus.length} removed` : ''}.`);
}

function existing(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(it => it.endsWith('.md'))
    .map(it => `${FOLDER}/${it.replaceAll('\\', '/')}`);
}
