/** Spans of text, places in files, and edits to text. Offsets are UTF-16 code units, as in JavaScript strings and in LSP. */

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A span of one file. `file` is relative to the workspace, with `/` between segments. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** Puts `newText` where `range` was. An empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** What a fix does to one file: edits to it, or its creation. A created file never replaces one that exists. */
export type Change = { readonly file: string; readonly edits: readonly TextEdit[] } | { readonly create: string; readonly text: string };

export const insert = (offset: number, newText: string): TextEdit => ({ range: { start: offset, end: offset }, newText });

export const replace = (range: Range, newText: string): TextEdit => ({ range, newText });

export const slice = (text: string, range: Range): string => text.slice(range.start, range.end);

export const shift = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

/** Whether two ranges share text; an empty range touches what it lies in or borders on. */
export const touches = (a: Range, b: Range): boolean => a.start <= b.end && b.start <= a.end;

/** Edits in the order in which they apply: by place, and inserts at one place in the order given. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Whether edits can be applied together. Inserts at one place may; a replacement shares its text with nothing. */
export function areDisjoint(edits: readonly TextEdit[]): boolean {
  let end = 0;
  for (const { range } of inOrder(edits)) {
    if (range.start < end) return false;
    end = Math.max(end, range.end);
  }
  return true;
}

/** Applies disjoint edits. Of edits that overlap, the first wins and the others are left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let cursor = 0;
  for (const { range, newText } of inOrder(edits)) {
    if (range.start < cursor) continue;
    result += text.slice(cursor, range.start) + newText;
    cursor = range.end;
  }
  return result + text.slice(cursor);
}

/** The offset at which the line that holds `offset` starts. */
export const lineStartAt = (text: string, offset: number): number => (offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

/** The end of the line that holds `offset`, before its line terminator. */
export function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The offset at which the next line starts, or the end of the text. */
export function nextLineAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

export const columnAt = (text: string, offset: number): number => offset - lineStartAt(text, offset);

/** The line terminator that most lines of a text use, so that a fix does not mix them. */
export function newlineOf(text: string): '\n' | '\r\n' {
  let balance = 0;
  // Most texts have none, which is found out without looking at every line.
  if (!text.includes('\r\n')) return '\n';
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) balance += text[at - 1] === '\r' ? 1 : -1;
  return balance > 0 ? '\r\n' : '\n';
}

/** What of a text differs from an earlier one, with some of what stands around it. */
export function changedPart(before: string, text: string, around: number): string {
  const most = Math.min(before.length, text.length);
  const head = commonLength(most, (from, to) => before.slice(from, to) === text.slice(from, to));
  const tail = commonLength(most - head, (from, to) => fromEnd(before, from, to) === fromEnd(text, from, to));
  return text.slice(Math.max(0, head - around), text.length - tail + around);
}

const fromEnd = (text: string, from: number, to: number): string => text.slice(text.length - to, text.length - from);

/** How much is the same, up to `most`: found by halving, as comparing long pieces is much faster than comparing characters. */
function commonLength(most: number, isSame: (from: number, to: number) => boolean): number {
  let [same, limit] = [0, most];
  while (same < limit) {
    const middle = Math.ceil((same + limit) / 2);
    if (isSame(same, middle)) same = middle;
    else limit = middle - 1;
  }
  return same;
}
