/** Rounds of edits kept as one set against the original: the same text comes out, whichever way it is reached. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type Pieces, piecesOf } from '../core/pieces.ts';
import { applyEdits, areDisjoint, type TextEdit } from '../core/text.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '😀', '-'), maxLength: 40 });

/** An edit as two fractions of the text it is for, so that it fits any text. */
const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.double({ min: 0, max: 1, noNaN: true }), newText: text });

it('says several rounds of edits as one', () => {
  fc.assert(
    fc.property(text, fc.array(fc.array(edit, { maxLength: 4 }), { maxLength: 5 }), (original, rounds) => {
      let pieces: Pieces = piecesOf(original);
      let now = original;
      for (const round of rounds) {
        const edits = disjoint(round.map(it => placed(it, now.length)));
        pieces = pieces.apply(edits);
        now = applyEdits(now, edits);
      }
      assert.ok(areDisjoint(pieces.edits()));
      assert.equal(applyEdits(original, pieces.edits()), now);
    }),
  );
});

it('says nothing where edits undid each other', () => {
  const there = piecesOf('a: 1\n').apply([{ range: { start: 3, end: 4 }, newText: '2' }]);
  assert.deepEqual(there.apply([{ range: { start: 3, end: 4 }, newText: '1' }]).edits(), []);
});

it('never names a place within a line end of two characters', () => {
  const pieces = piecesOf('a\r\nb\r\n').apply([{ range: { start: 0, end: 3 }, newText: 'a\nx\r\n' }]);
  for (const { range } of pieces.edits()) {
    for (const offset of [range.start, range.end]) assert.notEqual('a\r\nb\r\n'.slice(offset - 1, offset + 1), '\r\n');
  }
});

function placed({ from, to, newText }: { from: number; to: number; newText: string }, length: number): TextEdit {
  const [start, end] = [Math.round(from * length), Math.round(to * length)].sort((a, b) => a - b) as [number, number];
  return { range: { start, end }, newText };
}

function disjoint(edits: readonly TextEdit[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) if (areDisjoint([...kept, edit])) kept.push(edit);
  return kept;
}
