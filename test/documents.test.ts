/** Documents are found again after a change exactly where a fresh look finds them. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
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
      const known = splitDocuments(before).map(range => ({ range }));
      assert.deepEqual(splitAgain(text, before, known), splitDocuments(text));
    }),
    { numRuns: 3000 },
  );
});

it('splits one text after any other', () => {
  fc.assert(
    fc.property(texts, texts, (before, text) => {
      const known = splitDocuments(before).map(range => ({ range }));
      assert.deepEqual(splitAgain(text, before, known), splitDocuments(text));
    }),
    { numRuns: 1000 },
  );
});
