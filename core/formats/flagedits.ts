/** Changes to flags that stand as words in a text: within their line or line by line, as the words around them are laid out. */

import type { ComponentChange, Written } from '../model/component.ts';
import { insert, lineEndAt, lineStartAt, newlineOf, replace, slice, type Range, type TextEdit } from '../text.ts';
import { isFlag } from './words.ts';
import { isMasked } from './masks.ts';
import { placeFor } from '../order.ts';
import { quotePlain, type Span, spansIn, type WordList } from './wordlist.ts';
import { removeSpans } from './flagremoval.ts';
import type { Word } from '../source.ts';

/**
 * The edits for a change; undefined where it cannot be said. Of `occurrences`, those in these words are changed: `setFlag` gives the last one the value,
 * and takes the others away where they add up. Only without any occurrence at all a flag is added.
 */
export function editFlags(list: WordList, change: ComponentChange, occurrences: readonly Written[]): readonly TextEdit[] | undefined {
  if (change.op === 'exposePath') return undefined;
  if (!isEditable(list)) return undefined;
  const spans = occurrences.map(spansIn(list)).filter(it => it !== undefined);
  if (change.op === 'removeFlag') return spans.length ? removeSpans(list, spans) : undefined;
  if (!occurrences.length) return addFlag(list, change.name, change.value);
  const last = spans.pop();
  const changed = last && changeValue(list, last, change.value);
  const others = (list.accumulates?.(change.name) ?? true) ? spans : [];
  const removed = others.length ? removeSpans(list, others) : [];
  return changed && removed && [...changed, ...removed];
}

/**
 * The same for settings that may stand in several lists of one text: each list gives up or changes its own. An added flag goes into the first.
 * Undefined where an occurrence stands in none of them.
 */
export function editLists(
  lists: readonly WordList[],
  change: ComponentChange,
  occurrences: readonly Written[],
): readonly TextEdit[] | undefined {
  const [home] = lists;
  if (!occurrences.length) return home && editFlags(home, change, []);
  const finders = lists.map(list => ({ list, find: spansIn(list) }));
  const holders = occurrences.map(it => finders.find(({ find }) => find(it))?.list);
  const edits: TextEdit[] = [];
  for (const list of new Set(holders)) {
    const own = occurrences.filter((_, i) => holders[i] === list);
    const isLast = list === holders.at(-1);
    const made = list && editFlags(list, isLast || change.op !== 'setFlag' ? change : { op: 'removeFlag', name: change.name }, own);
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits;
}

/** Words of a script whose characters cannot be told apart all have one place. */
const isEditable = ({ words }: WordList): boolean =>
  words.every((it, i) => i === 0 || words[i - 1]!.place.range.end <= it.place.range.start);

function changeValue({ text, masked, words, quote }: WordList, { first, written }: Span, value: string): readonly TextEdit[] | undefined {
  if (written.value === undefined) return undefined;
  if (written.value === value) return [];
  const word = words[first]!;
  if (isMasked(masked, written.place.range)) return undefined;
  const plain = quotePlain(value);
  if (written.valuePlace.range.start === written.place.range.start) {
    // A bare flag.
    const end = word.start === undefined ? undefined : word.start + word.text.length;
    return end === undefined || plain === undefined ? undefined : [insert(end, `=${plain}`)];
  }
  const { range } = written.valuePlace;
  // A word of its own cannot be empty without quotes.
  if (value === '' && text[range.start - 1] !== '=') return undefined;
  const raw = slice(text, range);
  const isWhole = raw === written.value || /^(?:"[^"\\]*"|'[^'\\]*'|[^"'\\]*)$/.test(raw);
  if (!isWhole) return undefined;
  if (plain !== undefined) return [replace(range, plain)];
  // What stands there as it is meant may stand there again.
  const isKept = raw === written.value && /^[\w./:,=@+*<-]*$/.test(value) && [...value].every(it => !/[*<]/.test(it) || raw.includes(it));
  if (isKept) return [replace(range, value)];
  // Other text may need quotes of its own; within the quotes of others it cannot have them.
  const isBare = raw === written.value && slice(text, written.place.range).endsWith(raw) && /^[\w./:,=@+-]*$/.test(raw);
  const quoted = isBare ? quote(value) : undefined;
  return quoted === undefined ? undefined : [replace(range, quoted)];
}

/** Adds a flag where it belongs among the others. */
function addFlag(list: WordList, name: string, value: string): readonly TextEdit[] | undefined {
  const quoted = list.quote(value);
  if (quoted === undefined) return undefined;
  const added = `--${name}=${quoted}`;
  const flags = flagsIn(list);
  const place = placeFor(
    added,
    flags.map(it => list.words[it]!.text),
  );
  if (place === flags.length) return addWords(list, added);
  return place === 0 ? addBefore(list, flags[0]!, added) : addBehind(list, flags[place]! - 1, added);
}

/** Adds words behind the last flag: on a line of their own where that flag has one. */
export const addWords = (list: WordList, added: string): readonly TextEdit[] | undefined => addBehind(list, lastFlag(list), added);

function addBehind(list: WordList, index: number, added: string): readonly TextEdit[] | undefined {
  const { text, words, fixed } = list;
  const word = words[index];
  if (!word) return list.addFirst?.(added);
  const { start, end } = word.place.range;
  return addAt(list, end, `${gapBefore(text, words, index, fixed)}${added}`, { start, end: Math.min(end + 1, text.length) });
}

/** Before the first flag, with the gap that this one has before it; a comment in that gap stays with its flag. */
function addBefore(list: WordList, index: number, added: string): readonly TextEdit[] | undefined {
  const { text, words } = list;
  const { start, end } = words[index]!.place.range;
  const before = words[index - 1];
  if (!before) return addAt(list, start, `${added}${/\n/.test(gapAfter(list, index)) ? gapAfter(list, index) : ' '}`, { start, end });
  const gap = slice(text, { start: before.place.range.end, end: start });
  return /[#;]/.test(gap) ? addBehind(list, index - 1, added) : addAt(list, start, `${added}${gap}`, { start, end });
}

/** `touched` is the text beside the addition, which must hold no template. */
function addAt(list: WordList, offset: number, newText: string, touched: Range): readonly TextEdit[] | undefined {
  if (isMasked(list.masked, touched)) return undefined;
  const around = list.prepare ? list.prepare() : { before: [], after: [] };
  return around && [...around.before, insert(offset, newText), ...around.after];
}

/** The gap between a flag, with its value, and the next word; a blank where there is none. */
function gapAfter({ text, words }: WordList, index: number): string {
  const next = words[index + 1];
  return next ? slice(text, { start: words[index]!.place.range.end, end: next.place.range.start }) : ' ';
}

/** The indexes of words that are flags, in order; none behind `--`. */
function flagsIn({ words, fixed }: WordList): readonly number[] {
  const ending = words.findIndex((it, i) => i >= fixed && it.text === '--');
  return words.flatMap((it, i) => (i >= fixed && (ending === -1 || i < ending) && isFlag(it) ? [i] : []));
}

/** The word to add behind: that of the last flag, its value included. Without flags the last word; never one behind `--`. */
function lastFlag(list: WordList): number {
  const { words, fixed } = list;
  const ending = words.findIndex((it, i) => i >= fixed && it.text === '--');
  const end = ending === -1 ? words.length : ending;
  const last = flagsIn(list).at(-1);
  if (last === undefined) return end - 1;
  return !words[last]!.text.includes('=') && last + 1 < end ? last + 1 : last;
}

/** What separates the first word of a line from the words above it: a blank where the line starts with the command or goes on, else a continuation with its indentation. */
function gapBefore(text: string, words: readonly Word[], index: number, fixed: number): string {
  const lineStart = lineStartAt(text, words[index]!.place.range.start);
  const first = words.findIndex(it => it.place.range.start >= lineStart);
  const before = words[first - 1];
  const next = words[index + 1]?.place.range.start ?? text.length;
  if (!before || first < fixed || next < lineEndAt(text, words[index]!.place.range.end)) return ' ';
  const gap = slice(text, { start: before.place.range.end, end: words[first]!.place.range.start });
  const indent = slice(text, { start: lineStart, end: words[first]!.place.range.start });
  if (!gap.includes('\n') || indent.trim()) return ' ';
  const [blank, backslash] = /^([ \t]*)(\\?)/.exec(gap)!.slice(1) as [string, string];
  return `${blank && backslash ? ' ' : ''}${backslash}${newlineOf(gap)}${indent}`;
}
