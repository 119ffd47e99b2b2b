/** Takes flags away that stand as words in a text, with the lines and continuations that are theirs alone. */

import { lineEndAt, lineStartAt, nextLineAt, type Range, replace, slice, type TextEdit } from '../text.ts';
import type { Span, WordList } from './wordlist.ts';
import { isMasked } from './masks.ts';
import type { Word } from '../source.ts';

/** Undefined where a template stands in one of them. */
export function removeSpans(list: WordList, spans: readonly Span[]): readonly TextEdit[] | undefined {
  const { masked, words, fixed } = list;
  if (spans.some(it => isMasked(masked, it.written.place.range))) return undefined;
  const ordered = [...spans].sort((a, b) => a.first - b.first);
  let lastKept = words.length - 1;
  for (let i = ordered.length - 1; i >= 0 && lastKept >= fixed && ordered[i]!.last === lastKept; i--) lastKept = ordered[i]!.first - 1;
  let head = 0;
  const edits = ordered
    .filter(it => it.first <= lastKept)
    .map(it => {
      const isHead = it.first === head;
      if (isHead) head = it.last + 1;
      return removeBetween(list, it, isHead);
    });
  const trailing = ordered.filter(it => it.first > lastKept);
  return [...edits, ...removeTrailing(list, words[lastKept], trailing)].filter(it => it.range.start < it.range.end);
}

/** Takes a flag away that has words behind it: its lines where they are its own, else itself and the blanks on one side: behind it if no word stays before it. */
function removeBetween({ text, words }: WordList, { first, last }: Span, isHead: boolean): TextEdit {
  const { start } = words[first]!.place.range;
  const { end } = words[last]!.place.range;
  const next = words[last + 1]!.place.range.start;
  const previous = words[first - 1]?.place.range.end;
  const isFirst =
    previous === undefined
      ? /^[ \t]*$/.test(slice(text, { start: lineStartAt(text, start), end: start }))
      : text.slice(previous, start).includes('\n');
  if (isFirst && /^[ \t]*\\?\r?\n/.test(text.slice(end, next)))
    return replace({ start: lineStartAt(text, start), end: nextLineAt(text, end) }, '');
  return !isHead && !isFirst && previous !== undefined ? replace({ start: previous, end }, '') : replace({ start, end: next }, '');
}

/** Takes the last flags away, and with them the continuation that led to each. Comment lines between them stay. */
function removeTrailing({ text }: WordList, kept: Word | undefined, spans: readonly Span[]): TextEdit[] {
  if (!spans.length) return [];
  if (!kept) {
    const start = spans[0]!.written.place.range.start;
    return [replace({ start, end: spans.at(-1)!.written.place.range.end }, '')];
  }
  const edits: TextEdit[] = [];
  let cursor = kept.place.range.end;
  for (const { written } of spans) {
    const { start, end } = written.place.range;
    const gap: Range = { start: cursor, end: start };
    const comments = /\n[ \t]*[#;]/.test(slice(text, gap));
    if (!comments) edits.push(replace({ start: cursor, end }, ''));
    else {
      edits.push(replace({ start: cursor, end: lineEndAt(text, cursor) }, ''));
      edits.push(replace({ start: endOfLineBefore(text, start), end }, ''));
    }
    cursor = end;
  }
  return edits;
}

/** The end of the line above the one that holds `offset`, before its line terminator. */
function endOfLineBefore(text: string, offset: number): number {
  const newline = lineStartAt(text, offset) - 1;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}
