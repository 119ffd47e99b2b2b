/** Where a template may add what cannot be seen. */

import { columnAt, type Range } from '../../text.ts';
import type { YamlDocument } from './document.ts';
import type { Mask } from './masks.ts';
import type { Entry, Item, Mapping, Node, Scalar, Sequence } from './tree.ts';

/** Whether a template may add entries to a collection: inside it, before its first entry, behind its last one, or as the key of one. */
export function isOpen(document: YamlDocument, node: Node, entry: Entry | undefined): boolean {
  if (!document.masks.length || (node.type !== 'mapping' && node.type !== 'sequence')) return false;
  return masksIn(document, regionOf(document, node, entry)).some(it => it.kind !== 'silent' && mayAdd(document, node, it));
}

/**
 * Whether a condition decides whether an entry is there, and not whether what holds it is: it opens behind the start of the holder
 * (its key, its dash) and before the entry.
 */
export function isConditional(document: YamlDocument, entry: Entry, holder: number): boolean {
  return document.masks.some(
    ({ group }) => group !== undefined && group.start > holder && group.start < entry.start && group.end >= entry.end,
  );
}

/** Whether a template decides what a value is: it stands where the value would, or within its text. */
export function isDecided(document: YamlDocument, node: Node | undefined, entry: Entry | undefined): boolean {
  if (!document.masks.length) return false;
  if (!node)
    return (
      entry !== undefined && masksIn(document, { start: entry.end, end: nextContent(document, entry.end) }).some(it => it.kind !== 'silent')
    );
  if (node.type === 'scalar') return masksIn(document, { start: node.start, end: endOfText(document, node) }).length > 0;
  return false;
}

/** The masks that touch a range, in order. */
function masksIn(document: YamlDocument, range: Range): readonly Mask[] {
  const { masks } = document;
  let low = 0;
  let high = masks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (masks[middle]!.end <= range.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < masks.length && masks[end]!.start < range.end) end++;
  return masks.slice(low, end);
}

/** From where a template could add a first entry to where it could add a last one. */
function regionOf(document: YamlDocument, node: Mapping | Sequence, entry: Entry | undefined): Range {
  if (node.isFlow) return node;
  const start = document.tree.root === node ? 0 : entry && entry.colon !== -1 ? entry.colon : node.start;
  return { start, end: nextContent(document, node.end) };
}

function mayAdd(document: YamlDocument, node: Mapping | Sequence, mask: Mask): boolean {
  if (mask.kind === 'expression' && (mask.start >= node.end || mask.end <= node.start)) return false;
  const isAround = mask.group !== undefined && mask.group.start < node.start && mask.group.end >= node.end;
  if (mask.end <= node.start) return !(isAround && document.tree.root === node);
  if (mask.start >= node.end) return !isAround && mask.column >= columnAt(document.text, node.start);
  const parts: readonly (Entry | Item)[] = node.type === 'mapping' ? node.entries : node.items;
  if (mask.kind === 'expression' && !node.isFlow) return parts.some(it => 'colon' in it && mask.start < it.colon && it.start < mask.end);
  return !parts.some(it => takes(document, node, it, mask));
}

/** Whether an entry takes a template upon itself: it stands in the value. A template in a key can be any key; one in brackets, any number of entries. */
function takes(document: YamlDocument, node: Mapping | Sequence, part: Entry | Item, mask: Mask): boolean {
  const { value } = part;
  const start = 'colon' in part ? part.colon : part.dash;
  if (node.isFlow)
    return value !== undefined && mask.start > value.start && mask.end < value.end && !(value.type === 'scalar' && value.style === 'plain');
  if (start === -1 || mask.start <= start) return false;
  if (value) return mask.start < (value.type === 'scalar' ? endOfText(document, value) : value.end);
  return mask.start < nextContent(document, part.end) && (mask.kind === 'control' || mask.column > columnAt(document.text, node.start));
}

/** Blank lines behind a block scalar are part of it as far as templates go. */
const endOfText = (document: YamlDocument, node: Scalar): number =>
  node.style === 'literal' || node.style === 'folded' ? nextContent(document, node.end) : node.end;

/** The offset of the first character behind `from` that is neither blank nor part of a comment or a template alone on its line. */
function nextContent(document: YamlDocument, from: number): number {
  SKIPPED.lastIndex = from;
  let at = from;
  for (;;) {
    SKIPPED.lastIndex = at;
    SKIPPED.test(document.text);
    at = SKIPPED.lastIndex;
    const mask = masksIn(document, { start: at, end: at + 1 })[0];
    if (!mask || mask.kind === 'expression' || mask.start > at) return at;
    at = mask.end;
  }
}

const SKIPPED = /(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\n]*)*/y;
