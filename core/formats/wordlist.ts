/** Words that belong together, as they stand in one text, and the flags among them. */

import type { TextEdit } from '../text.ts';
import type { Word } from '../source.ts';
import type { Written } from '../model/component.ts';

/** Words that belong together, as they stand in one text. */
export interface WordList {
  readonly text: string;
  /** The same with templates masked: nothing that touches a mask is edited. */
  readonly masked: string;
  /** In order, and all in this text. The first `fixed` of them are the program and what starts it: they stay. */
  readonly words: readonly Word[];
  readonly fixed: number;
  /** Whether occurrences of the flag add up, so that setting it means leaving one. Where this is not given, all do. */
  accumulates?(name: string): boolean;
  /** Says a value so that the reader of the words gets it back; undefined where that is not certain. */
  quote(value: string): string | undefined;
  /** Adds the first word where there is none to add it after. */
  addFirst?(word: string): readonly TextEdit[] | undefined;
  /** What adding a word takes besides the word: quotes around a value that had none. Undefined where it cannot be added. */
  prepare?(): { readonly before: readonly TextEdit[]; readonly after: readonly TextEdit[] } | undefined;
}

/** The value as it is, where it means the same to everything that reads command lines. */
export const quotePlain = (value: string): string | undefined => (/^[\w./:,=@+-]*$/.test(value) ? value : undefined);

/** A flag with its value: the words from `first` to `last`, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly written: Written;
}

/** Finds the words of an occurrence; undefined where it stands elsewhere. */
export function spansIn({ words, fixed }: WordList): (written: Written) => Span | undefined {
  const indexes = new Map(words.map((it, i) => [it.place.range.start, i]));
  const file = words[0]?.place.file;
  return written => {
    const { start, end } = written.place.range;
    const first = indexes.get(start);
    // The value may come from elsewhere (`--a $B`); such a flag is not changed.
    if (first === undefined || first < fixed || written.place.file !== file || written.valuePlace.file !== file) return undefined;
    let last = first;
    while (last + 1 < words.length && words[last + 1]!.place.range.end <= end) last++;
    return words[first]!.place.range.end <= end ? { first, last, written } : undefined;
  };
}
