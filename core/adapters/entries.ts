/** The entries of a container's `command` and `args`, as words of a command line. */

import { isContiguous, rangeOf } from '../formats/mapped.ts';
import { maskTemplates } from '../formats/masks.ts';
import { mapScalar } from './scalar.ts';
import { type Place, slice } from '../text.ts';
import type { Value } from '../model/value.ts';
import type { Word } from '../source.ts';

/** One entry of a list of arguments. */
export interface Entry {
  readonly list: Value;
  readonly index: number;
  readonly item: Value;
  readonly word: Word;
}

/** The entries of the lists, one list after another. `text` is that of the whole file. */
export function entriesOf(lists: readonly Value[], text: string): Entry[] {
  return lists.flatMap(list =>
    list.items().flatMap((item, index) => (item.type === 'absent' ? [] : [{ list, index, item, word: wordOf(item, text) }])),
  );
}

/** What Kubernetes, or whatever wrote the file, puts something else for: `$(POD_IP)`, `${address}`, `{{ }}`, `<% %>`, `%{ }`. */
const SUBSTITUTION = /\$[({]|\$[A-Z_]{2,}|\{\{|\{%|<%|%\{/;

function wordOf(item: Value, text: string): Word {
  const { place } = item;
  const raw = slice(text, place.range);
  const value = item.asString();
  if (value === undefined) return templateWord(place, raw);
  const mapped = mapScalar(raw, place.range.start, value);
  const isUnknown = SUBSTITUTION.test(value) && !isScript(value) ? { unknown: true } : {};
  if (!mapped || value === '') return { text: value, place, start: undefined, ...isUnknown };
  const exact = { file: place.file, range: rangeOf(mapped, 0, value.length) };
  return isContiguous(mapped)
    ? { text: value, place: exact, start: exact.range.start, ...isUnknown }
    : { text: value, place, start: undefined, offsets: mapped.offsets, ...isUnknown };
}

/** A template decides on part of the entry: what stands around it is read as it stands in the file, without header or quotes. */
function templateWord({ file, range }: Place, raw: string): Word {
  const [before] = /^(?:[|>][^\n]*\n|["'])?/.exec(raw)!;
  const isQuoted = /^["']$/.test(before);
  const inner = { start: range.start + before.length, end: Math.max(range.start + before.length, range.end - (isQuoted ? 1 : 0)) };
  const text = maskTemplates(raw.slice(before.length, isQuoted ? -1 : undefined));
  const isExact = text !== '' && text.length === inner.end - inner.start && !(isQuoted && /\\|''/.test(text));
  return { text, place: { file, range: inner }, start: isExact ? inner.start : undefined, unknown: true };
}

/** Several words, the first of which is no flag: what a shell is given. Its variables are the shell's. */
const isScript = (text: string): boolean => /^[^-\s]\S*\s+\S/.test(text.trimStart());
