/** Documents are found again after a change exactly where a fresh look finds them. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type Range, slice } from '../core/text.ts';
import { splitAgain, splitDocuments } from '../core/formats/yaml/documents.ts';

const PARTS = ['---', '--- a', '...', 'a: b', '# c', '', '%YAML 1.2', ' ---', '----', '\uFEFF', '\uFEFF---', '- x', '---#', '... #', '\t'];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom('\n', '\n', '\n', '\r\n', '')), { maxLength: 30 })
  .map(parts => parts.flat().join(''));

it('splits a changed text as if it were new', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(30), texts, (before, at, length, put) => {
      const start = at % (before.length + 1);
      const text = before.slice(0, start) + put.slice(0, length % 7 ? length : put.length) + before.slice(start + length);
      check(before, text);
    }),
    { numRuns: 3000 },
  );
});

it('splits one text after any other', () => {
  fc.assert(
    fc.property(texts, texts, (before, text) => {
      check(before, text);
    }),
    { numRuns: 1000 },
  );
});

function check(before: string, text: string): void {
  const known = splitDocuments(before).map(range => ({ range }));
  const { ranges, head, tail } = splitAgain(text, before, known);
  assert.deepEqual(ranges, splitDocuments(text));
  const textsOf = (whole: string, all: readonly Range[]): string[] => all.map(it => slice(whole, it));
  const was = textsOf(
    before,
    known.map(it => it.range),
  );
  const is = textsOf(text, ranges);
  assert.deepEqual([is.slice(0, head), is.slice(is.length - tail)], [was.slice(0, head), was.slice(was.length - tail)]);
}
