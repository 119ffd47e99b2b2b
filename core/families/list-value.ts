/** The entries of a flag that takes a list, each with its own place. */

import type { Setting } from '../model/component.ts';
import type { Place } from '../text.ts';

/** One entry of a comma-separated value. */
export interface ListElement {
  /** Without the blanks around it; never empty. */
  readonly text: string;
  /** The entry itself; where the text of the file cannot be followed (escapes, quotes within), the whole value. */
  readonly place: Place;
}

/** All entries of all occurrences, in order; none where nothing is written, or where something hides a part of it. */
export function elementsOf(setting: Setting): readonly ListElement[] {
  if (setting.origin !== 'set') return [];
  return setting.all.flatMap(({ value = '', valuePlace }) => {
    const { file, range } = valuePlace;
    const surplus = range.end - range.start - value.length;
    // Text of the same length is the value as it stands; two characters more are the quotes around it.
    const start = surplus === 0 || surplus === 2 ? range.start + surplus / 2 : undefined;
    return [...value.matchAll(/[^,]+/g)].flatMap(({ 0: entry, index }): ListElement[] => {
      const text = entry.trim();
      if (text === '') return [];
      if (start === undefined) return [{ text, place: valuePlace }];
      const from = start + index + entry.indexOf(text);
      return [{ text, place: { file, range: { start: from, end: from + text.length } } }];
    });
  });
}
