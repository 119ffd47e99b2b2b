/** A text within a text: where each of its characters stands in the file, and how an edit to it is said in the file. */

import { mapScalar } from './scalar.ts';
import { type MappedText, mappedBuilder } from '../formats/mapped.ts';
import { nextLineAt, type Place, type Range, type TextEdit } from '../text.ts';
import type { Value } from '../model/value.ts';

export interface Carrier {
  readonly file: string;
  /** The carried text. */
  readonly text: string;
  /** A range of the carried text as a range of the file. */
  outward(range: Range): Range;
  /** A range of the file as a range of the carried text. */
  inward(range: Range): Range;
  /** Edits to the carried text as edits to the file; undefined where the scalar cannot say one. */
  edits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined;
}

/** Undefined where the scalar is empty, or its characters cannot be followed. `whole` is the text of the file. */
export function carrierOf(value: Value, whole: string): Carrier | undefined {
  const { file, range } = value.place;
  const raw = whole.slice(range.start, range.end);
  const isBlock = /^\|[^\n]*\n/.test(raw);
  const text = value.asString();
  const mapped = isBlock ? literalOf(whole, range) : text === undefined ? undefined : mapScalar(raw, range.start, text);
  if (!mapped?.text.trim()) return undefined;
  const isLine = raw.startsWith("'") && !raw.includes('\n');
  const say = isBlock
    ? inLiteral(mapped, whole, indentOf(raw))
    : raw.startsWith('"')
      ? inQuotes(mapped)
      : isLine
        ? inSingleQuotes(mapped)
        : () => undefined;
  return {
    file,
    text: mapped.text,
    outward: it => outward(mapped, it, at => (raw[0] === '"' && whole[at] === '\\') || (raw[0] === "'" && whole[at] === "'")),
    inward: ({ start, end }) => ({
      start: inward(mapped.offsets, start),
      end: Math.max(inward(mapped.offsets, start), inward(mapped.offsets, end)),
    }),
    edits(edits) {
      const said = edits.map(say);
      return said.every(it => it !== undefined) ? said : undefined;
    },
  };
}

/** A place of the file for a range of the carried text. */
export const placeIn = (carrier: Carrier, range: Range): Place => ({ file: carrier.file, range: carrier.outward(range) });

/** The columns that a literal block takes away from each line, as its header or its first line with text says. */
function indentOf(raw: string): number {
  const lines = raw.split('\n').slice(1);
  return /^ */.exec(lines.find(it => it.trim()) ?? '')![0].length;
}

/** A literal block as it stands, templates and all: each line without its indentation. */
function literalOf(whole: string, { start, end }: Range): MappedText | undefined {
  const raw = whole.slice(start, end);
  // With an explicit indentation the first line may be indented further than the text is.
  if (/^\|[+-]?\d/.test(raw)) return undefined;
  const indent = indentOf(raw);
  const builder = mappedBuilder();
  let at = start + raw.indexOf('\n') + 1;
  while (at < end) {
    const line = Math.min(end, nextLineAt(whole, at));
    let from = at;
    while (from < line && from < at + indent && whole[from] === ' ') from++;
    builder.addSpan(whole, { start: from, end: line });
    at = line;
  }
  return builder.build(end);
}

/** `isPair` tells the places where two characters of the file stand for one of the text. */
function outward({ offsets }: MappedText, { start, end }: Range, isPair: (offset: number) => boolean): Range {
  const from = offsets[Math.min(start, offsets.length - 1)]!;
  if (end <= start) return { start: from, end: from };
  const last = offsets[Math.min(end, offsets.length) - 1]!;
  return { start: from, end: last + (isPair(last) ? 2 : 1) };
}

/** The index of the first character that stands at an offset or behind it. */
function inward(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whole lines are changed with their indentation; within a line, only what follows a line end has to be indented. */
function inLiteral({ text, offsets }: MappedText, whole: string, indent: number): (edit: TextEdit) => TextEdit | undefined {
  const blanks = ' '.repeat(indent);
  const startsLine = (at: number): boolean => at === 0 || text[at - 1] === '\n';
  const lineStart = (at: number): number => whole.lastIndexOf('\n', offsets[at]! - 1) + 1;
  return ({ range: { start, end }, newText }) => {
    const isWhole = startsLine(start) && startsLine(end) && (newText === '' ? start < end : newText.endsWith('\n'));
    if (isWhole) return { range: { start: lineStart(start), end: lineStart(end) }, newText: newText.replace(/^(?=[^\r\n])/gm, blanks) };
    const from = offsets[start]!;
    // Behind a line end stands the indentation of the next line: it goes where the lines are joined, and stays where a line end stays.
    const to = end === start ? from : startsLine(end) && !newText.endsWith('\n') ? offsets[end]! : offsets[end - 1]! + 1;
    return { range: { start: from, end: to }, newText: newText.replace(/\n(?!\r?\n|$)/g, `\n${blanks}`) };
  };
}

/** In double quotes: on one line, escaped as JSON escapes it. */
function inQuotes({ offsets }: MappedText): (edit: TextEdit) => TextEdit {
  return ({ range: { start, end }, newText }) => ({
    range: { start: offsets[start]!, end: end > start ? offsets[end]! : offsets[start]! },
    newText: JSON.stringify(newText).slice(1, -1),
  });
}

/** In single quotes, on one line: nothing is escaped but the quote itself. */
function inSingleQuotes({ offsets }: MappedText): (edit: TextEdit) => TextEdit | undefined {
  return ({ range: { start, end }, newText }) =>
    /[\r\n]/.test(newText) ? undefined : { range: { start: offsets[start]!, end: offsets[end]! }, newText: newText.replaceAll("'", "''") };
}
