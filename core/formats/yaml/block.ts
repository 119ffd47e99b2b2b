/** Edits to lists and mappings in block style. */

import { columnAt, insert, lineEndAt, lineStartAt, nextLineAt, replace, type TextEdit } from '../../text.ts';
import type { Data } from '../../model/value.ts';
import type { YamlDocument } from './document.ts';
import {
  endOfDeeperComments,
  endOfLines,
  endOfTail,
  endsWithBlockScalar,
  hasComment,
  insertLines,
  removeLines,
  startsLine,
  startWithComments,
} from './lines.ts';
import { blockEntry, blockItem, keyText, type WritingStyle } from './render.ts';
import type { Entry, Item, Mapping, Sequence } from './tree.ts';

/** Adds `key: data` before the entry at `index`, above the comments that belong to it; at the end where there is none. */
export function addEntry(
  document: YamlDocument,
  mapping: Mapping,
  key: string,
  data: Data,
  index: number,
  style: WritingStyle,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const first = mapping.entries[0];
  const last = mapping.entries.at(-1);
  if (!first || !last) return undefined;
  const column = columnAt(text, first.start);
  const margin = ' '.repeat(column);
  const [head, ...rest] = blockEntry(key, data, column, style);
  return addLines(document, margin, [margin + head, ...rest], mapping.entries[index]?.start, () => endOfTail(text, last, column));
}

/** Puts lines above what starts at `next`, behind the dash it may share its line with; or where `end` says. */
function addLines(
  { text, newline }: YamlDocument,
  margin: string,
  lines: readonly string[],
  next: number | undefined,
  end: () => number,
): TextEdit[] {
  if (next === undefined) return [insertLines(text, end(), lines, newline)];
  if (startsLine(text, next)) return [insertLines(text, startWithComments(text, next), lines, newline)];
  return [insert(next, lines.join(newline).slice(margin.length) + newline + margin)];
}

/** Adds entries before the one at `index`, above the comments that belong to it; at the end where there is none. */
export function addItems(
  document: YamlDocument,
  list: Sequence,
  data: readonly Data[],
  index: number,
  style: WritingStyle,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const last = list.items.at(-1);
  if (!last || list.items.some(it => it.dash === -1)) return undefined;
  const column = columnAt(text, list.items[0]!.dash);
  const margin = ' '.repeat(column);
  return addLines(document, margin, itemLines(data, column, style), list.items[index]?.dash, () => endOfTail(text, last, column));
}

/** Adds entries right behind one, below its trailing comment. */
export function addBehind(document: YamlDocument, list: Sequence, index: number, data: readonly Data[], style: WritingStyle): TextEdit {
  const { text } = document;
  const column = columnAt(text, list.items[0]!.dash);
  return insertLines(text, endOfLines(text, list.items[index]!), itemLines(data, column, style), style.newline);
}

const itemLines = (data: readonly Data[], column: number, style: WritingStyle): readonly string[] =>
  data.flatMap(it => {
    const [head, ...rest] = blockItem(it, column, style);
    return [' '.repeat(column) + head, ...rest];
  });

/** Puts data behind the colon of an entry, in the place of what stands there. A comment behind the key stays; one further below declines. */
export function putIntoEntry(document: YamlDocument, entry: Entry, data: Data, style: WritingStyle): readonly TextEdit[] | undefined {
  const { text } = document;
  const { colon, value, key } = entry;
  if (colon === -1 || entry.isUnusual || key?.type !== 'scalar') return undefined;
  const column = columnAt(text, entry.start);
  const name = 'key';
  const [head, ...rest] = blockEntry(name, data, column, { ...style, keys: undefined });
  const behind = head!.slice(keyText(name, { ...style, keys: undefined }).length);
  const end = value?.end ?? colon + 1;
  if (value && hasComment(text, colon + 1, end)) return undefined;
  const lineEnd = lineEndAt(text, end);
  if (!rest.length && value && isOnLineOf(text, colon, value.start)) return [replace(value, behind.slice(2))];
  if (!rest.length) return [replace({ start: colon, end }, behind)];
  if (!text.slice(end, lineEnd).trim()) {
    const isNested = behind === ':';
    const below = isNested && !value ? endOfDeeperComments(text, lineEnd, column) : nextLineAt(text, lineEnd);
    if (below === nextLineAt(text, lineEnd)) return [replace({ start: colon, end: lineEnd }, [behind, ...rest].join(style.newline))];
    return [insertLines(text, below, rest, style.newline)];
  }
  const below = insert(lineEnd, style.newline + rest.join(style.newline));
  return value || behind !== ':' ? [replace({ start: colon, end }, behind), below] : [below];
}

const isOnLineOf = (text: string, offset: number, other: number): boolean => other < lineEndAt(text, offset);

/** Puts data in the place of what an item of a list is. */
export function putIntoItem(document: YamlDocument, item: Item, data: Data, style: WritingStyle): readonly TextEdit[] | undefined {
  const { text } = document;
  if (item.dash === -1 || hasComment(text, item.dash, item.end)) return undefined;
  const lines = blockItem(data, columnAt(text, item.dash), style);
  const { value } = item;
  if (lines.length === 1 && value && isOnLineOf(text, item.dash, value.start)) return [replace(value, lines[0]!.slice(2))];
  if (lines.length > 1 && text.slice(item.end, lineEndAt(text, item.end)).trim()) return undefined;
  return [replace({ start: item.dash, end: item.end }, lines.join(style.newline))];
}

/** Takes one of several entries away, with its line and its trailing comment. Comments above it stay. */
export function removeFromBlock({ text }: YamlDocument, parts: readonly (Entry | Item)[], index: number): readonly TextEdit[] | undefined {
  const part = parts[index]!;
  const end = endOfLines(text, part);
  const start = lineStartAt(text, part.start);
  if (startsLine(text, part.start))
    return [index > 0 && endsWithBlockScalar(parts[index - 1]!) ? replace({ start, end }, '') : removeLines(text, start, end)];
  if (index > 0) return undefined;
  BLANKS.lastIndex = end;
  BLANKS.test(text);
  return [replace({ start: part.start, end: BLANKS.lastIndex }, '')];
}

const BLANKS = /[ \t\r\n]*/y;

/** Takes the only entry away and leaves `empty` (`[]` or `{}`) behind the key, or where the entry stood. */
export function emptyBlock(
  document: YamlDocument,
  holder: Entry | undefined,
  node: Mapping | Sequence,
  empty: string,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const part = (node.type === 'mapping' ? node.entries : node.items)[0]!;
  if (holder && holder.colon !== -1 && !holder.isUnusual && startsLine(text, part.start)) {
    return [
      replace({ start: holder.colon, end: holder.colon + 1 }, `: ${empty}`),
      removeLines(text, lineStartAt(text, part.start), endOfLines(text, part)),
    ];
  }
  return [replace({ start: part.start, end: lineEndAt(text, part.end) }, empty)];
}

/** Moves an item, with the comments directly above it, before the item that has the index `to`; behind the last one where there is none. */
export function moveInBlock({ text, newline }: YamlDocument, list: Sequence, from: number, to: number): readonly TextEdit[] | undefined {
  const item = list.items[from]!;
  const next = list.items[to];
  if (list.items.some(it => it.dash === -1) || !startsLine(text, item.dash) || (next && !startsLine(text, next.dash))) return undefined;
  if (!text.endsWith('\n') && [item, list.items.at(-1)!].some(it => endsWithBlockScalar(it))) return undefined;
  const start = startWithComments(text, item.dash);
  const end = endOfLines(text, item);
  const moved = text.slice(start, end).replace(/\r?\n$/, '');
  const target = next ? startWithComments(text, next.dash) : endOfLines(text, list.items.at(-1)!);
  return [removeLines(text, start, end), insertLines(text, target, [moved], newline)];
}
