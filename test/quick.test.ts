/** The quick reader of YAML gives the very tree that the whole of YAML gives, or leaves the document alone. QUICK=SECONDS searches that long with inputs of its own. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { examples, rules } from '../rules/index.ts';
import { quickTree } from '../core/formats/yaml/quick.ts';
import { splitDocuments } from '../core/formats/yaml/documents.ts';
import { wholeTree } from '../core/formats/yaml/tree.ts';
import { withoutAnnotations } from '../core/report/annotate.ts';

const SECONDS = Number(process.env['QUICK'] ?? 0);

const CORPUS = '../shared/corpus';

const documentsOf = (text: string): string[] => splitDocuments(text).map(it => text.slice(it.start, it.end));

function isTheSame(text: string): boolean {
  const tree = quickTree(text);
  if (tree) assert.deepEqual(tree, wholeTree(text), JSON.stringify(text));
  return tree !== undefined;
}

test('what people mostly write is read', () => {
  for (const text of [
    '',
    '# nothing\n\n',
    '---\na: b\n',
    'a: b # c\n\n  # d\nc:\n  d: "e"\n  f:\n',
    'a:\n- b\n-   c: d\n    e: f\n-\n  g: h\ni: j',
    '- - a\n  - b: c\n-\n  - d\n',
    "'a b' : 'it''s'\n\"c\": \"d\\\"\\n\\\\\" \n",
    'a: [b, "c", {d: e, "f": [] , \'g\':h}, {}] # i\n',
    'command: [sh, -c, echo a:b]\n',
    'a: |\n  b\n\n   c # d\n\ne: |-\n    f\n# g\nh: |+\n  i\n\n\nj: k\n',
    'a: -b\nc: ?d\ne: :f\n"g h": http://i:80/?j=k#l\n',
    'a b c: é 💥\nd: \u00A0\n',
    '{\n  "a": [\n    {"b": 1, "c": null},\n    true\n  ],\n  "d": {}\n}\n',
    '---\n[a,\n {b: c}\n]\n',
  ])
    assert.ok(isTheSame(text), JSON.stringify(text));
});

test('the rest is left to the whole of YAML', () => {
  for (const text of [
    'a: b\r\n',
    'a: b\n  c\n',
    'a: "b\n  c"\n',
    'a: >\n  b\n',
    'a: |2\n    b\n',
    'a: &b c\nd: *b\n',
    'a: !!str b\n',
    '? a\n: b\n',
    '%YAML 1.2\n---\na: b\n',
    '--- {a: b}\n',
    'a: {b: c,\n  d: e}\n',
    'a: [b: c]\n',
    'a: {b, c}\n',
    'a: b: c\n',
    'a\n',
    'a: "\\x41"\n',
    'a:\tb\n',
    '\ta: b\n',
    ' a: b\nc: d\n',
    'a: b\n c: d\n',
    'a: b\n- c\n',
    '- a\nb: c\n',
    'a: "b" c\n',
    'a: [b\n',
    'a: @b\n',
    'a: b\n---\nc: d\n',
    'a: |\n  b',
    '{"a"\n: 1}\n',
    '{a\n  b: 1}\n',
    '{"a": "b\n  c"}\n',
    '{"a": 1}\nb: 1\n',
    '{\n\t"a": 1\n}\n',
    '{"a": 1} # b\n',
    `${'k'.repeat(1100)}: a\n`,
    `a: ${'['.repeat(200)}${']'.repeat(200)}\n`,
    '- '.repeat(200),
  ])
    assert.equal(quickTree(text), undefined, JSON.stringify(text));
});

test('both give one tree for every example', () => {
  const texts = rules.flatMap(rule => examples[rule.id]!().flatMap(it => documentsOf(withoutAnnotations(it.bad ?? it.good!))));
  const read = texts.filter(isTheSame);
  assert.ok(read.length > texts.length / 2, `${read.length} of ${texts.length} are read`);
});

test('both give one tree for real files', { skip: !existsSync(CORPUS) && 'the corpus is not here' }, () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter(it => /\.(?:ya?ml|tpl)$/.test(it));
  const texts = files.flatMap(it => documentsOf(readFileSync(`${CORPUS}/${it}`, 'utf8')));
  const read = texts.filter(isTheSame);
  assert.ok(read.length > texts.length / 2, `${read.length} of ${texts.length} are read`);
});

/** What the reader has to tell apart. */
const PIECES = [
  'a', ' ', '  ', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '- ', '-', ': ', ':', '#', ' #', '|', '|-', '|+', '\n\n', '\t', '"', "'", '[', ']', '{', '}', ',', ', ', '\\', '\\n',
  'b: c', '...', '---', '--- ', '\n...\n', '&a', '*a', '!t', '? ', '>', '%', '@', '`', '\u00A0', '\u2028', '~', '|\n  x\n', '|\n\n  x\n   y\n\n', "''", '""', ' \n', '=', '<<',
]; // biome-ignore format: one list

const SEEDS = [
  '',
  'a: b\nc:\n  - d\n  - e: f\n    g: h\n',
  'k: |\n  x\n   y\n\nz: [a, {b: c}]\n',
  '- - a\n  - \'b\'\n- c: "d" # e\n',
  '{\n  "a": [\n    1,\n    {"b": "c"}\n  ],\n  "d": {}\n}\n',
  'spec:\n  containers:\n  - name: app # first\n    args: ["--a=b", --c]\n\n    env: {}\n',
];

test('both give one tree for whatever is typed', { timeout: (SECONDS + 60) * 1000 }, () => {
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), fc.constantFrom(...PIECES, ''));
  const typed = fc.tuple(fc.constantFrom(...SEEDS), fc.array(change, { maxLength: 12 })).map(([seed, changes]) =>
    changes.reduce((text, [share, remove, insert]) => {
      const at = Math.floor(share * text.length);
      return text.slice(0, at) + insert + text.slice(at + remove);
    }, seed),
  );
  let read = 0;
  fc.assert(
    fc.property(typed, text => {
      for (const it of documentsOf(text)) if (isTheSame(it)) read++;
    }),
    SECONDS ? { numRuns: 100_000_000, interruptAfterTimeLimit: SECONDS * 1000 } : { numRuns: 20_000, seed: 1 },
  );
  assert.ok(read > 100, `${read} are read`);
});
