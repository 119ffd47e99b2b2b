/**
 * Whatever a person is half-way through typing: nothing throws, every range lies in its text, and no fix makes a sound file unsound.
 * The same inputs every time; FUZZ=SECONDS runs that long with inputs of its own and prints the seed.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { Report } from '../core/finding.ts';
import { examples, rules } from '../rules/index.ts';
import { withoutAnnotations } from '../core/report/annotate.ts';
import { isJson, parses, toJson } from './harness/shapes.ts';
import { findingsOf, openWorkspace, outcomeOf } from './harness/workspace.ts';

const SECONDS = Number(process.env['FUZZ'] ?? 0);

/** The examples as they are, and as JSON. */
const FIXTURES = rules.flatMap(rule =>
  examples[rule.id]!().flatMap(({ file, good, bad }) => {
    const text = withoutAnnotations(bad ?? good!);
    const json = /\.ya?ml$/.test(file) ? [0, 2].flatMap(it => toJson(text, it) ?? []) : [];
    return [text, ...json].map(it => ({ file, text: it }));
  }),
);

/** What people and merges put into such files, and what readers of them trip over. */
const PIECES = [
  '\n', '\r\n', '\r', '\t', ' ', '  ', '- ', ': ', ':', '"', "'", '{', '}', '[', ']', ',', '#', '|', '>', '&a ', '*a', '<<: *a', '!!str ', '---\n', '...\n', '\\', '\\\n',
  '{{ .x }}', '{{- if x }}', '{% if x %}', '$X', '${X}', '%i', '--', '--=', '=', '?', '@', '`', '\u0000', '\uFEFF', '\u2028', '💥', '\uD800', 'null', '~', '0x1', 'yes', '*',
]; // biome-ignore format: one list

type Mutation = readonly [at: number, remove: number, insert: string];

const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat(3) },
    { weight: 1, arbitrary: fc.nat(80) },
    fc.constant(Number.POSITIVE_INFINITY),
  ),
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.constant(''), fc.string({ maxLength: 6 })),
);

const mutated = fc
  .tuple(fc.constantFrom(...FIXTURES), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([{ file, text }, mutations]) => ({ file, text: mutations.reduce(mutate, text) }));

function mutate(text: string, [at, remove, insert]: Mutation): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}

it('holds for mutated examples', { timeout: (SECONDS + 120) * 1000 }, () => {
  assert.ok(FIXTURES.length > 20, 'there are examples to mutate');
  const budget = (SECONDS || 20) * 1000;
  const outcome = fc.check(
    fc.property(mutated, ({ file, text }) => holds(file, text)),
    {
      numRuns: SECONDS ? 1_000_000 : 1500,
      interruptAfterTimeLimit: budget,
      markInterruptAsFailure: false,
      ...(SECONDS ? {} : { seed: 20 }),
    },
  );
  assert.ok(
    !outcome.failed,
    `${JSON.stringify(outcome.counterexample)}\n${outcome.errorInstance ?? ''}\nseed ${outcome.seed}, path ${outcome.counterexamplePath}`,
  );
  assert.ok(outcome.numRuns > 20, `only ${outcome.numRuns} inputs in ${budget / 1000} s`);
});

function holds(file: string, text: string): void {
  const workspace = openWorkspace(rules, { [file]: text });
  const report = workspace.report(file);
  checkPlaces(report, file, text);
  const staysSound = soundnessOf(file, text);
  for (const finding of findingsOf(workspace, [file]).slice(0, 3)) {
    for (const fix of workspace.fixes(finding)) staysSound(fix.title, outcomeOf(fix, { [file]: text })[file] ?? text);
    workspace.ignore(finding, 'here', 'because');
  }
  for (const change of workspace.fixAll([file], 'suggest')) {
    staysSound('fix all', outcomeOf({ title: 'fix all', safety: 'suggest', changes: [change] }, { [file]: text })[file]!);
  }
}

/** Checks that a changed text is still what the text was: JSON, or YAML that parses. */
function soundnessOf(file: string, text: string): (title: string, changed: string) => void {
  const isSound = [isJson, parses].find(it => /\.(ya?ml|json)$/.test(file) && it(text));
  return (title, changed) => assert.ok(!isSound || isSound(changed), `"${title}" breaks the file:\n${changed}`);
}

function checkPlaces({ findings, unjudged }: Report, file: string, text: string): void {
  const ranges = [
    ...findings.flatMap(it => [it.place, ...it.related.map(related => related.place)]).map(it => [it.file, it.range] as const),
    ...unjudged.flatMap(it => (it.range ? [[it.file, it.range] as const] : [])),
  ];
  for (const [path, { start, end }] of ranges) {
    assert.equal(path, file);
    assert.ok(0 <= start && start <= end && end <= text.length, `[${start}, ${end}) does not lie in a text of ${text.length}`);
  }
}
