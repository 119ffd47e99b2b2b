/** Every example of every rule is a test. Run with BLESS=1 to accept what the rules now report. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Configuration } from '../core/config.ts';
import type { Example, Rule } from '../core/rule.ts';
import { examples, rules } from '../rules/index.ts';
import { annotate, withoutAnnotations } from '../core/report/annotate.ts';
import { expectText } from './harness/bless.ts';
import { dataOf, parses, type Shape, TEXT_SHAPES, toJson, YAML_SHAPES } from './harness/shapes.ts';
import { applyFirstFixes, type Files, findingsOf, openWorkspace, outcomeOf } from './harness/workspace.ts';

assert.ok(rules.length, 'rules/index.ts lists no rules');

for (const rule of rules) {
  describe(rule.id, () => {
    it('has good and bad examples with titles of their own', () => {
      const own = examplesOf(rule);
      assert.ok(
        own.some(it => it.good !== undefined),
        'no good example',
      );
      assert.ok(
        own.some(it => it.bad !== undefined),
        'no bad example',
      );
      assert.equal(new Set(own.map(it => it.title)).size, own.length, 'two examples of one title');
      for (const { title, good, bad } of own) assert.ok((good === undefined) !== (bad === undefined), `"${title}" must be good or bad`);
    });
    for (const example of examplesOf(rule)) it(example.title, () => checkExample(rule, example));
    it('creates files that are clean', () => checkCreated(rule));
  });
}

function examplesOf(rule: Rule): readonly Example[] {
  return examples[rule.id]!();
}

function checkExample(rule: Rule, example: Example): void {
  const at = { file: `rules/${rule.id}.ts`, after: example.title };
  const { file, good, bad } = example;
  if (good !== undefined) {
    expectText(annotated(rule, example, good), good, at);
    for (const [shape, text] of shapesOf(example, good)) assert.deepEqual(messages(rule, example, text), [], shape);
    return;
  }
  const text = withoutAnnotations(bad!);
  assert.notEqual(text, bad, 'a bad example marks its findings with carets');
  expectText(annotated(rule, example, text), bad!, at);
  checkEveryFix(rule, example, text);

  const { files, created } = fix(rule, example, text);
  const fixed = files[file]!;
  if (example.fixed === undefined) assert.equal(fixed, text, 'the example needs `fixed`');
  else expectText(fixed, example.fixed, at, 'after the fixes');
  for (const [path, expected] of Object.entries(example.created ?? {})) {
    if (created[path] !== undefined) expectText(created[path], expected, at, path);
  }
  assert.deepEqual(Object.keys(created).sort(), Object.keys(example.created ?? {}).sort(), 'other files are created than the example says');
  assert.deepEqual(fixAgain(rule, example, files), files, 'a second round of fixes changes the text again');
  keepsComments(text, fixed);

  checkShapes(rule, example, text, fixed);
}

/** Every fix that is proposed is offered, and each alone removes its finding and leaves a sound file. */
function checkEveryFix(rule: Rule, example: Example, text: string): void {
  const files = { [example.file]: text };
  const workspace = openWorkspace([rule], files, configurationOf(example));
  for (const finding of findingsOf(workspace, [example.file])) {
    const fixes = workspace.fixes(finding);
    assert.deepEqual(
      fixes.map(it => it.title),
      finding.proposals.map(it => it.title),
      `"${finding.message}": not every proposal survives verification`,
    );
    for (const fix of fixes) {
      assert.match(fix.title, /^[A-Z].*[^.]$/, 'a title is imperative and has no full stop');
      const after = { ...files, ...outcomeOf(fix, files) };
      const left = findingsOf(openWorkspace([rule], after, configurationOf(example)), Object.keys(after));
      assert.ok(!left.some(it => it.fingerprint === finding.fingerprint), `"${fix.title}" leaves "${finding.message}"`);
      if (/\.(ya?ml|json)$/.test(example.file) && parses(text)) assert.ok(parses(after[example.file]!), `"${fix.title}" breaks the file`);
    }
  }
}

/** The same findings and the same fixes, whatever the shape of the text. */
function checkShapes(rule: Rule, example: Example, text: string, fixed: string): void {
  const expected = messages(rule, example, text);
  for (const [name, reshape] of shapesFor(example)) {
    const [shaped, wanted] = [reshape(text), reshape(fixed)];
    if (shaped === undefined || wanted === undefined) continue;
    assert.deepEqual(messages(rule, example, shaped), expected, `findings ${name}`);
    assert.equal(fix(rule, example, shaped).files[example.file], wanted, `fixes ${name}`);
  }
  // As JSON, each document is a file of its own: what a rule sees in the others is not there then.
  if (!isYaml(example) || rule.needs || rule.id.endsWith('/no-overridden-setting')) return;
  for (const spaces of [0, 2]) {
    const [before, after] = [toJson(text, spaces), toJson(fixed, spaces)];
    if (!before || !after) continue;
    const found = before.flatMap(it => messages(rule, example, it));
    assert.deepEqual(found.sort(), [...expected].sort(), `findings as JSON, indented by ${spaces}`);
    const results = before.map(it => fix(rule, example, it).files[example.file]!);
    assert.deepEqual(results.flatMap(dataOf), after.flatMap(dataOf), `fixes as JSON, indented by ${spaces}`);
    for (const result of results) assert.doesNotThrow(() => JSON.parse(result), `not JSON after the fix:\n${result}`);
  }
}

function shapesOf(example: Example, text: string): [string, string][] {
  const shapes = shapesFor(example).map(([name, reshape]): [string, string | undefined] => [name, reshape(text)]);
  return shapes.filter((it): it is [string, string] => it[1] !== undefined);
}

const shapesFor = (example: Example): readonly Shape[] => (isYaml(example) ? [...TEXT_SHAPES, ...YAML_SHAPES] : TEXT_SHAPES);

const isYaml = (example: Example): boolean => /\.ya?ml$/.test(example.file);

function keepsComments(before: string, after: string): void {
  const rest = [...(after.match(COMMENT) ?? [])];
  for (const comment of before.match(COMMENT) ?? []) {
    const at = rest.indexOf(comment);
    assert.ok(at >= 0, `the fix lost the comment ${comment}`);
    rest.splice(at, 1);
  }
}

const COMMENT = /(?<=^|\s)#.*$/gm;

/** What fixes create is clean under every rule, but for secrets, which are never invented: a placeholder is reported until a person replaces it. */
function checkCreated(rule: Rule): void {
  for (const example of examplesOf(rule)) {
    for (const [path, text] of Object.entries(example.created ?? {})) {
      const workspace = openWorkspace(rules, { [path]: text }, configurationOf(example));
      const left = findingsOf(workspace, [path]).filter(it => !/placeholder/.test(it.rule));
      assert.deepEqual(
        left.map(it => `${it.rule}: ${it.message}`),
        [],
        path,
      );
      assert.deepEqual(workspace.report(path).unjudged, [], path);
    }
  }
}

const configurationOf = (example: Example): Configuration =>
  example.kubernetesVersion === undefined ? {} : { kubernetesVersion: example.kubernetesVersion };

function annotated(rule: Rule, example: Example, text: string): string {
  const workspace = openWorkspace([rule], { [example.file]: text }, configurationOf(example));
  return annotate(text, findingsOf(workspace, [example.file]));
}

function messages(rule: Rule, example: Example, text: string): string[] {
  const workspace = openWorkspace([rule], { [example.file]: text }, configurationOf(example));
  return findingsOf(workspace, [example.file]).map(it => it.message);
}

const fix = (rule: Rule, example: Example, text: string) => applyFirstFixes([rule], { [example.file]: text }, configurationOf(example));

const fixAgain = (rule: Rule, example: Example, files: Files): Files => applyFirstFixes([rule], files, configurationOf(example)).files;
