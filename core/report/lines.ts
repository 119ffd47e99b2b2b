/** Lines and columns of offsets, for people and for formats that count in them. */

/** Both count from one; the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where each line of a text starts; made once for a text, then asked often. */
export type LineIndex = readonly number[];

/** Lines end with LF or CRLF, as everywhere in Rampart; a lone CR is text. A byte order mark belongs to no line. */
export function lineIndex(text: string): LineIndex {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** An offset beyond the text counts on from its last line. */
export function positionIn(lines: LineIndex, offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - lines[low]!) + 1 };
}

/** Texts with their line indexes, each made when it is first asked for; undefined for a file without text. */
export function indexedTexts(textOf: (file: string) => string | undefined): (file: string) => Indexed | undefined {
  const known = new Map<string, Indexed | undefined>();
  return file => {
    if (!known.has(file)) {
      const text = textOf(file);
      known.set(file, text === undefined ? undefined : { text, lines: lineIndex(text) });
    }
    return known.get(file);
  };
}

interface Indexed {
  readonly text: string;
  readonly lines: LineIndex;
}

export const positionAt = (text: string, offset: number): Position => positionIn(lineIndex(text), offset);

/** The text of a line, counted from one, without its end; empty for a line that is not there. */
export function lineText(text: string, lines: LineIndex, line: number): string {
  const start = lines[line - 1];
  if (start === undefined) return '';
  const end = lines[line] === undefined ? text.length : lines[line]! - 1;
  return text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
}
