/** Text of which every character knows where it stands in its file, so that what joined lines, quotes and escapes yield can be pointed at. */

import type { Range } from '../text.ts';

export interface MappedText {
  readonly text: string;
  /** The offset of each character in the file; one longer than `text`: the last is the offset behind the last character. */
  readonly offsets: readonly number[];
}

/** A span of a file as it stands. */
export function mapRange(text: string, { start, end }: Range): MappedText {
  const offsets = new Array<number>(end - start + 1);
  for (let i = 0; i <= end - start; i++) offsets[i] = start + i;
  return { text: text.slice(start, end), offsets };
}

/** The characters from `start` up to `end`, both counted in `mapped.text`. */
export function partOf(mapped: MappedText, start: number, end: number): MappedText {
  return { text: mapped.text.slice(start, end), offsets: [...mapped.offsets.slice(start, end), rangeOf(mapped, start, end).end] };
}

/** Where the characters from `start` up to `end` stand, with everything between them. */
export function rangeOf(mapped: MappedText, start: number, end: number): Range {
  const from = mapped.offsets[start]!;
  return { start: from, end: end > start ? mapped.offsets[end - 1]! + 1 : from };
}

/** Whether the characters stand one after another. */
export function isContiguous({ text, offsets }: MappedText): boolean {
  for (let i = 1; i < text.length; i++) if (offsets[i] !== offsets[i - 1]! + 1) return false;
  return true;
}

/** Collects characters with their offsets. */
export interface MappedBuilder {
  add(text: string, offset: number): void;
  /** A span of a file as it stands. */
  addSpan(text: string, range: Range): void;
  /** `end` is the offset behind the last character. */
  build(end: number): MappedText;
}

export function mappedBuilder(): MappedBuilder {
  let text = '';
  const offsets: number[] = [];
  return {
    add(more, offset) {
      text += more;
      for (let i = 0; i < more.length; i++) offsets.push(offset);
    },
    addSpan(whole, { start, end }) {
      text += whole.slice(start, end);
      for (let i = start; i < end; i++) offsets.push(i);
    },
    build: end => ({ text, offsets: [...offsets, end] }),
  };
}
