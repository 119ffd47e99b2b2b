/**
 * Every Markdown file below test/spec is a test suite: headings name tests, fenced blocks are files.
 *
 *     Rules: area/name, …             which rules run; in the introduction for all sections, or in a section
 *     Kubernetes version: 1.30        optional, the same
 *     ```yaml path/of/file.yaml       a file of the workspace, with carets and rule ids under its findings
 *     ```yaml fixed [path]            what the first fix of every finding makes of it; without this block, nothing
 *     ```yaml created path            a file that the fixes create; checked where one is given
 *     ```text unjudged                `path: reason` for all that could not be judged; without this block, nothing
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Configuration } from '../core/config.ts';
import type { Rule } from '../core/rule.ts';
import { rules } from '../rules/index.ts';
import { annotate, withoutAnnotations } from '../core/report/annotate.ts';
import { expectText } from './harness/bless.ts';
import { applyFirstFixes, findingsOf, openWorkspace } from './harness/workspace.ts';

const DIRECTORY = 'test/spec';

for (const file of readdirSync(DIRECTORY)
  .filter(it => it.endsWith('.md'))
  .sort()) {
  const path = `${DIRECTORY}/${file}`;
  const [intro, ...sections] = readFileSync(path, 'utf8').replace(/^# /, '').split(/^## /m);
  describe(titleOf(intro!), () => {
    it('has sections', () => assert.ok(sections.length));
    for (const section of sections) it(titleOf(section), () => checkSection(path, section, intro!));
  });
}

function titleOf(section: string): string {
  return section.slice(0, section.indexOf('\n'));
}

interface Block {
  readonly role: 'file' | 'fixed' | 'created' | 'unjudged';
  /** Empty for `fixed` without a path and for `unjudged`. */
  readonly path: string;
  readonly text: string;
}

function checkSection(path: string, section: string, intro: string): void {
  const blocks = blocksOf(section);
  const inputs = blocks.filter(it => it.role === 'file');
  assert.ok(inputs.length, 'no fenced block with a file name');
  const under = rulesOf(section) ?? rulesOf(intro) ?? assert.fail('name the rules: Rules: area/name, …');
  const configuration = configurationOf(section) ?? configurationOf(intro) ?? {};
  const where = { file: path, after: `# ${titleOf(section)}\n` };

  const files = Object.fromEntries(inputs.map(it => [it.path, withoutAnnotations(it.text)]));
  const workspace = openWorkspace(under, files, configuration);
  for (const { path: name, text } of inputs) {
    expectText(
      annotate(files[name]!, findingsOf(workspace, [name]), it => it.rule),
      text,
      where,
      name,
    );
  }
  const unjudged = inputs.flatMap(it => workspace.report(it.path).unjudged).map(it => `${it.file}: ${it.reason}\n`);
  expectText(unjudged.join(''), blocks.find(it => it.role === 'unjudged')?.text ?? '', where, 'unjudged');

  const after = applyFirstFixes(under, files, configuration);
  for (const { path: name } of inputs) {
    const fixed = blocks.find(it => it.role === 'fixed' && (it.path === name || (!it.path && name === inputs[0]!.path)));
    expectText(after.files[name]!, fixed?.text ?? files[name]!, where, `${name}, fixed`);
  }
  for (const { path: name, text } of blocks.filter(it => it.role === 'created')) {
    assert.ok(name in after.created, `${name} is not created; created are: ${Object.keys(after.created).join(', ')}`);
    expectText(after.created[name]!, text, where, `${name}, created`);
  }
}

const FENCE = /^(`{3,})\w+ (.+)\n([\s\S]*?)^\1$/gm;

function blocksOf(section: string): Block[] {
  return [...section.matchAll(FENCE)].map(([, , words, text]) => {
    const [first, second] = words!.split(' ') as [string, string?];
    if (first === 'unjudged') return { role: 'unjudged', path: '', text: text! };
    if (first === 'fixed' || first === 'created') return { role: first, path: second ?? '', text: text! };
    return { role: 'file', path: first, text: text! };
  });
}

/** No test runs all rules, or each new rule would change them all. */
function rulesOf(section: string): readonly Rule[] | undefined {
  const ids = /^Rules: (.+)$/m.exec(section)?.[1]?.split(', ');
  return ids?.map(id => rules.find(it => it.id === id) ?? assert.fail(`no rule ${id}`));
}

function configurationOf(section: string): Configuration | undefined {
  const version = /^Kubernetes version: (.+)$/m.exec(section)?.[1];
  return version === undefined ? undefined : { kubernetesVersion: version };
}
