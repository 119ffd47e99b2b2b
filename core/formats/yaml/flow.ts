/** Edits to lists and mappings in flow style, JSON included. */

import { insert, lineEndAt, lineStartAt, nextLineAt, replace, type TextEdit } from '../../text.ts';
import type { Data } from '../../model/value.ts';
import type { YamlDocument } from './document.ts';
import { hasComment, indentationAt, startsLine } from './lines.ts';
import { flowText, keyText, prettyText, type WritingStyle } from './render.ts';
import type { Entry, Item, Mapping, Sequence } from './tree.ts';

/** What is added: data, under a key where it goes into a mapping. */
export interface Addition {
  readonly key?: string;
  readonly data: Data;
}

const partsOf = (node: Mapping | Sequence): readonly (Entry | Item)[] => (node.type === 'mapping' ? node.entries : node.items);

/** Adds one entry before the one at `index`; at the end where there is none. */
export function addToFlow(
  document: YamlDocument,
  node: Mapping | Sequence,
  additions: readonly Addition[],
  index: number,
  style: WritingStyle,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const parts = partsOf(node);
  const next = parts[index];
  const last = parts.at(-1);
  const isSpread = last !== undefined && parts.every(it => startsLine(text, it.start));
  const indent = isSpread ? indentationAt(text, last.start) : '';
  const separator = isSpread ? `,${style.newline}${indent}` : style.comma;
  const added = additions.map(it => renderAddition(document, node, it, indent, isSpread, style)).join(separator);
  if (!last) return hasComment(text, node.start, node.end) ? undefined : [replace({ start: node.start + 1, end: node.end - 1 }, added)];
  return [next ? insert(next.start, added + separator) : insert(last.end, separator + added)];
}

function renderAddition(
  document: YamlDocument,
  node: Mapping | Sequence,
  { key, data }: Addition,
  indent: string,
  isSpread: boolean,
  style: WritingStyle,
): string {
  const body = isSpread ? prettyText(data, indent, stepOf(document, node, indent), style) : flowText(data, style);
  return key === undefined ? body : `${keyText(key, style)}${style.colon}${body}`;
}

/** The indentation of entries relative to the line of their bracket. */
export function stepOf({ text }: YamlDocument, node: Mapping | Sequence, indent: string): string {
  const outer = indentationAt(text, node.start);
  return indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '  ';
}

/** Takes one entry away, with a comma and, where it stands alone on its line, the line and its comment. */
export function removeFromFlow({ text }: YamlDocument, node: Mapping | Sequence, index: number): readonly TextEdit[] | undefined {
  const parts = partsOf(node);
  const part = parts[index]!;
  const before = parts[index - 1];
  const next = parts[index + 1];
  if (parts.length === 1)
    return hasComment(text, node.start, node.end) ? undefined : [replace({ start: node.start + 1, end: node.end - 1 }, '')];
  const comma = commaAfter(text, part.end);
  const lineEnd = lineEndAt(text, comma ?? part.end);
  const isAlone = startsLine(text, part.start) && /^\s*(?:#.*)?$/.test(text.slice(comma === undefined ? part.end : comma + 1, lineEnd));
  if (next) {
    if (comma === undefined) return undefined;
    if (isAlone) return [replace({ start: lineStartAt(text, part.start), end: nextLineAt(text, comma) }, '')];
    const previousComma = before && commaAfter(text, before.end);
    const isLastOfLine = next.start > lineEnd;
    const range =
      isLastOfLine && previousComma !== undefined ? { start: previousComma + 1, end: comma + 1 } : { start: part.start, end: next.start };
    return hasComment(text, range.start, range.end) ? undefined : [replace(range, '')];
  }
  const previousComma = commaAfter(text, before!.end);
  if (previousComma === undefined) return undefined;
  if (!isAlone) return hasComment(text, before!.end, part.end) ? undefined : [replace({ start: before!.end, end: part.end }, '')];
  const line = replace({ start: lineStartAt(text, part.start), end: nextLineAt(text, comma ?? part.end) }, '');
  return comma === undefined ? [replace({ start: previousComma, end: previousComma + 1 }, ''), line] : [line];
}

/** Moves an entry of a list by writing the texts of the entries in another order; what stands between them stays. */
export function moveInFlow({ text }: YamlDocument, list: Sequence, from: number, to: number): readonly TextEdit[] | undefined {
  if (hasComment(text, list.start, list.end)) return undefined;
  const order = list.items.map((_, index) => index).filter(it => it !== from);
  order.splice(to > from ? to - 1 : to, 0, from);
  return list.items.flatMap((it, index) => {
    const source = list.items[order[index]!]!;
    return order[index] === index ? [] : [replace({ start: it.start, end: it.end }, text.slice(source.start, source.end))];
  });
}

/** The comma that follows an entry, over blanks, line ends and comments. */
function commaAfter(text: string, end: number): number | undefined {
  COMMA.lastIndex = end;
  return COMMA.test(text) ? COMMA.lastIndex - 1 : undefined;
}

const COMMA = /(?:[ \t\r\n]|(?<=\s)#[^\n]*(?![^\n]))*,/y;
