/** Variables that `Environment=` of a unit assigns. */

import { type Assigned, assigned } from './variables.ts';
import { editFlags } from '../formats/flagedits.ts';
import { quotePlain, type WordList } from '../formats/wordlist.ts';
import { type Range, replace, slice, type TextEdit } from '../text.ts';
import type { Directive } from '../formats/units.ts';
import { mappedWord } from '../formats/programs.ts';
import { partOf } from '../formats/mapped.ts';
import { removeLines } from '../formats/lines.ts';
import { splitPlain } from '../formats/split.ts';
import type { Word } from '../source.ts';

/** A unit's text. */
export interface UnitText {
  readonly path: string;
  readonly text: string;
  /** With templates masked. */
  readonly masked: string;
}

/** `Environment="A=b c" D=e`. */
export function variablesOf(source: UnitText, directive: Directive): Assigned[] {
  const { path: file, text, masked } = source;
  const { words, isUnclosed } = splitPlain(directive.value, file);
  const list: WordList = { text, masked, words, fixed: 0, quote: quotePlain };
  return words.flatMap(word => {
    const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
    if (!name) return [];
    const { range } = word.place;
    const written = { name, value: word.text, place: word.place, valuePlace: word.place };
    const mapped = mappedWord(word);
    const isMapped = word.start !== undefined || word.offsets !== undefined;
    const value = isMapped ? partOf(mapped, name.length + 1, word.text.length) : { text: '', offsets: [range.end] };
    const inside = insideOf(text, word, name);
    const nameStart = mapped.offsets[0]!;
    return [
      assigned({
        file,
        text,
        masked,
        name,
        range,
        value,
        nameRange: { start: nameStart, end: nameStart + name.length },
        raw: range,
        valueRange: inside?.range ?? range,
        isQuoted: inside?.isQuoted ?? false,
        isUnclosed: isUnclosed || !inside || word.unknown === true,
        change: (to): readonly TextEdit[] | undefined => {
          const plain = quotePlain(to);
          return inside && !isUnclosed && !word.unknown && plain !== undefined ? [replace(inside.range, plain)] : undefined;
        },
        remove: () => {
          if (isUnclosed || word.unknown) return undefined;
          return words.length > 1 ? editFlags(list, { op: 'removeFlag', name }, [written]) : [removeLines(text, directive.range)];
        },
      }),
    ];
  });
}

/** Where the value of `A=b`, `"A=b c"` or `A="b c"` stands, without quotes; undefined where they are placed in another way. */
function insideOf(
  text: string,
  { place: { range } }: Word,
  name: string,
): { readonly range: Range; readonly isQuoted: boolean } | undefined {
  const raw = slice(text, range);
  const isPlain = (value: string): boolean => !/["'\\]/.test(value.replace(/\\\r?\n/g, ''));
  const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : '';
  const before = quote.length + name.length + 1;
  if (quote) {
    const value = raw.slice(before, -1);
    const other = quote === '"' ? value.replaceAll("'", '') : value.replaceAll('"', '');
    return raw.endsWith(quote) && isPlain(other)
      ? { range: { start: range.start + before, end: range.end - 1 }, isQuoted: true }
      : undefined;
  }
  const inner = raw[before];
  if (inner === '"' || inner === "'") {
    const value = raw.slice(before + 1, -1);
    const isWhole = raw.endsWith(inner) && raw.length > before + 1 && !value.includes(inner) && !/\\(?!\r?\n)/.test(value);
    return isWhole ? { range: { start: range.start + before + 1, end: range.end - 1 }, isQuoted: true } : undefined;
  }
  return isPlain(raw.slice(before)) ? { range: { start: range.start + before, end: range.end }, isQuoted: false } : undefined;
}
