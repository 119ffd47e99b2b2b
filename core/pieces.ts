/** Several rounds of edits to one text, kept as one set of edits against the text as it was at first. */

import { inOrder, type TextEdit } from './text.ts';

/** A stretch of the original text, or text that was put in. */
type Piece = { readonly from: number; readonly to: number } | { readonly put: string };

/** A text under change. */
export interface Pieces {
  /** As it is by now; put together when it is asked for. */
  readonly text: string;
  /** Applies disjoint edits whose offsets are those of `text`. */
  apply(edits: readonly TextEdit[]): Pieces;
  /** The changes so far, against the original text; smallest where edits undid each other. */
  edits(): TextEdit[];
}

export const piecesOf = (original: string): Pieces => make(original, [{ from: 0, to: original.length }]);

function make(original: string, pieces: readonly Piece[]): Pieces {
  return {
    get text() {
      return pieces.map(it => ('put' in it ? it.put : original.slice(it.from, it.to))).join('');
    },
    apply(edits) {
      const result: Piece[] = [];
      const reader = readerOf(pieces);
      let cursor = 0;
      for (const { range, newText } of inOrder(edits)) {
        if (range.start < cursor) continue;
        result.push(...reader.take(range.start - cursor));
        reader.take(range.end - range.start);
        if (newText) result.push({ put: newText });
        cursor = range.end;
      }
      for (const piece of reader.take(Number.POSITIVE_INFINITY)) result.push(piece);
      return make(original, result);
    },
    edits: () => editsOf(original, pieces),
  };
}

/** Reads pieces from the left, splitting them where a length ends inside one. */
function readerOf(pieces: readonly Piece[]): { take(length: number): Piece[] } {
  let index = 0;
  let used = 0;
  return {
    take(length) {
      const taken: Piece[] = [];
      for (let left = length; left > 0 && index < pieces.length; ) {
        const piece = pieces[index]!;
        const size = lengthOf(piece) - used;
        const step = Math.min(size, left);
        if (step > 0) taken.push(part(piece, used, used + step));
        left -= step;
        used += step;
        if (used === lengthOf(piece)) {
          index++;
          used = 0;
        }
      }
      return taken;
    },
  };
}

const lengthOf = (piece: Piece): number => ('put' in piece ? piece.put.length : piece.to - piece.from);

const part = (piece: Piece, start: number, end: number): Piece =>
  'put' in piece ? { put: piece.put.slice(start, end) } : { from: piece.from + start, to: piece.from + end };

/** What lies between two stretches of the original was replaced by what was put there. */
function editsOf(original: string, pieces: readonly Piece[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let cursor = 0;
  let put = '';
  for (const piece of [...pieces, { from: original.length, to: original.length }]) {
    if ('put' in piece) {
      put += piece.put;
      continue;
    }
    if (piece.from > cursor || put) edits.push(...trimmed(original, cursor, piece.from, put));
    cursor = piece.to;
    put = '';
  }
  return edits;
}

/** Leaves out what the new text has in common with the old at both ends. */
function trimmed(original: string, start: number, end: number, newText: string): TextEdit[] {
  const old = original.slice(start, end);
  if (old === newText) return [];
  if (!old) return [{ range: { start, end }, newText }];
  let head = 0;
  while (head < old.length && head < newText.length && old[head] === newText[head]) head++;
  if (splitsCharacter(old, head) || splitsCharacter(newText, head)) head--;
  let tail = 0;
  while (tail < old.length - head && tail < newText.length - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  if (splitsCharacter(old, old.length - tail) || splitsCharacter(newText, newText.length - tail)) tail--;
  return [{ range: { start: start + head, end: end - tail }, newText: newText.slice(head, newText.length - tail) }];
}

/** Whether an offset lies within a line terminator of two characters, or within a surrogate pair: editors cannot name such a place. */
const splitsCharacter = (text: string, at: number): boolean =>
  at > 0 &&
  at < text.length &&
  ((text[at - 1] === '\r' && text[at] === '\n') || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)));
