/** Words in the making: characters are put in one by one, with where they stand. */

import type { MappedText } from './mapped.ts';
import { isContiguous, mappedBuilder, rangeOf } from './mapped.ts';
import { MASK } from './masks.ts';
import type { Word } from '../source.ts';

/** The word that is being read. All indexes count characters of the text that is split. */
export interface Draft {
  /** Text that comes from the character at `index`. */
  put(text: string, index: number): void;
  /** The characters from `start` up to `end`, as they stand, whose value cannot be known. */
  putUnknown(start: number, end: number): void;
  /** What was put in so far, and whether some of it cannot be known. */
  text(): string;
  isUnknown(): boolean;
  /** Ends the word before `index`. `variable` as in `Word`. */
  finish(index: number, variable?: string): Word;
}

export function draftWord(source: MappedText, file: string, first: number): Draft {
  const builder = mappedBuilder();
  let text = '';
  let isUnknown = false;
  const put = (more: string, index: number): void => {
    builder.add(more, source.offsets[index]!);
    text += more;
  };
  return {
    put,
    putUnknown(start, end) {
      isUnknown = true;
      for (let i = start; i < end; i++) put(source.text[i]!, i);
    },
    text: () => text,
    isUnknown: () => isUnknown,
    finish(index, variable) {
      const range = rangeOf(source, first, index);
      const mapped = builder.build(range.end);
      const start = text && isContiguous(mapped) ? mapped.offsets[0] : undefined;
      return {
        text,
        place: { file, range },
        start,
        ...(start === undefined && text ? { offsets: mapped.offsets } : {}),
        ...(isUnknown || variable !== undefined || text.includes(MASK) ? { unknown: true } : {}),
        ...(variable === undefined ? {} : { variable }),
      };
    },
  };
}

/** A command line split into words. */
export interface Split {
  readonly words: readonly Word[];
  /** A quote is open at the end: where the last word ends, and what follows it, cannot be known. */
  readonly isUnclosed: boolean;
}
