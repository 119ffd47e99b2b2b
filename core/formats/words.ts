/** What the words of a command line say: flags with their values, wherever the words come from. */

import { MASK } from './masks.ts';
import type { Range } from '../text.ts';
import type { Word } from '../source.ts';
import type { Written } from '../model/component.ts';

/**
 * Reads `--name=value`, `--name value`, bare `--name`, and the same with one dash. `words` are those behind the program.
 * A boolean flag never takes the next word: for `--anonymous-auth false` its value is "true", and `false` is a stray word.
 * `canonical` gives a name its usual spelling; by default as Kubernetes' own programs do, which read `_` as `-`.
 * A flag and its value in one word, with a blank between them, are a flag that nobody has: its name ends with the blank.
 * A value of which a part is unknown is undefined. Words that are variables should have been replaced before.
 */
export function flagsOf(
  words: readonly Word[],
  isBoolean: (name: string) => boolean,
  canonical = (name: string) => name.replaceAll('_', '-'),
): Written[] {
  const flags: Written[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.text === '--' && !word.unknown) break;
    const match = FLAG.exec(word.text);
    const [, blank, rest] = (!match && !word.unknown && BLANK.exec(word.text)) || [];
    if (blank !== undefined) {
      flags.push({ name: `${canonical(blank)} `, value: rest!.trim(), place: word.place, valuePlace: word.place });
      continue;
    }
    if (!match) continue;
    const name = canonical(match[1]!);
    const isShort = name.length > 1 && !word.text.startsWith('--') && { isShort: true };
    if (match[2]) {
      const value = word.unknown ? undefined : word.text.slice(match[0].length);
      flags.push({
        name,
        value,
        place: word.place,
        valuePlace: { file: word.place.file, range: rangeBehind(word, match[0].length) },
        ...isShort,
      });
      continue;
    }
    const next = words[i + 1];
    if (isBoolean(name) || !next || isFlag(next)) {
      flags.push({ name, value: 'true', place: word.place, valuePlace: word.place, ...isShort });
      continue;
    }
    i++;
    const isAhead = next.place.file === word.place.file && next.place.range.start >= word.place.range.end;
    flags.push({
      name,
      value: next.unknown ? undefined : next.text,
      place: isAhead ? { file: word.place.file, range: { start: word.place.range.start, end: next.place.range.end } } : word.place,
      valuePlace: next.text && next.start !== undefined ? { file: next.place.file, range: rangeBehind(next, 0) } : next.place,
      ...isShort,
    });
  }
  return flags;
}

/** Whether the word starts a flag, or ends them all. A negative number does neither, nor does a dash alone: that is a value. */
export const isFlag = (word: Word): boolean => /^-(?!\d|$)/.test(word.text);

/**
 * Whether unknown parts of the words may hold further flags. A word that is a variable does not count: whoever resolves it will know.
 * The unknown value of a flag (`--a=${B}`, `--a ${B}`) hides nothing but itself; a template may become anything.
 */
export const hidesFlags = (words: readonly Word[]): boolean =>
  words.some((word, i) => {
    if (!word.unknown || word.variable !== undefined) return false;
    if (word.text.includes(MASK)) return true;
    const before = words[i - 1];
    return !FLAG.exec(word.text)?.[2] && !(before && /^--?[A-Za-z][\w.-]*$/.test(before.text));
  });

const FLAG = /^--?([A-Za-z][\w.-]*)(=|$)/;

const BLANK = /^--([A-Za-z][\w.-]*)[ \t]+(?:= *)?([\w./,:-]*)$/;

/** Where the characters of a word from `index` to its end stand, without quotes around them. */
function rangeBehind({ place, text, start, offsets }: Word, index: number): Range {
  if (start !== undefined) return { start: start + index, end: start + text.length };
  if (!offsets) return place.range;
  const from = offsets[index]!;
  const to = offsets[text.length - 1]! + 1;
  if (index < text.length && to - from === text.length - index) return { start: from, end: to };
  return { start: index ? offsets[index - 1]! + 1 : place.range.start, end: place.range.end };
}
