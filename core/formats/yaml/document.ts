/** What values and edits know of the YAML document they stand in. */

import { type Place, type Range, shift } from '../../text.ts';
import type { Mask } from './masks.ts';
import { type Entry, type Mapping, type Scalar, textOf, type Tree } from './tree.ts';

export interface YamlDocument {
  readonly file: string;
  /** The text of this document alone, without a byte order mark. Offsets of the tree are relative to it. */
  readonly text: string;
  /** Where that text starts in its file. */
  readonly base: number;
  /** The line terminator of the file. */
  readonly newline: '\n' | '\r\n';
  /** JSON: no comments, no block style, double quotes. */
  readonly isJson: boolean;
  readonly tree: Tree;
  /** Templates, in order; none in most files. */
  readonly masks: readonly Mask[];
}

export const placeOf = (document: YamlDocument, range: Range): Place => ({
  file: document.file,
  range: shift({ start: range.start, end: range.end }, document.base),
});

export const isSound = (document: YamlDocument): boolean => document.tree.errors.length === 0;

/** Whether SOPS signed the document: whatever is changed by hand, it cannot be opened any more (https://getsops.io/docs/). */
export function isSealed(document: YamlDocument): boolean {
  const { root } = document.tree;
  const seal = root?.type === 'mapping' ? entryOf(document, root, 'sops')?.value : undefined;
  return seal?.type === 'mapping' && (entryOf(document, seal, 'mac') ?? entryOf(document, seal, 'version')) !== undefined;
}

/** The text of a scalar key; undefined for a key that is a collection, an alias, empty, or decided by a template. */
export function keyOf(document: YamlDocument, { key }: Entry): string | undefined {
  return key?.type === 'scalar' && !isMasked(document, key) ? textOf(document.text, key) : undefined;
}

/** The entry that counts for a key: the last one. */
export function entryOf(document: YamlDocument, mapping: Mapping, key: string): Entry | undefined {
  // The most frequent question of all.
  for (let at = mapping.entries.length - 1; at >= 0; at--) {
    const entry = mapping.entries[at]!;
    if (entry.key?.type === 'scalar' && isText(document, entry.key, key) && !isMasked(document, entry.key)) return entry;
  }
  return undefined;
}

/** Whether a template decides any part of what is written in this range. */
export const isMasked = (document: YamlDocument, range: Range): boolean =>
  document.masks.length > 0 && document.masks.some(it => it.start < range.end && range.start < it.end);

function isText(document: YamlDocument, scalar: Scalar, text: string): boolean {
  if (scalar.text !== undefined) return scalar.text === text;
  const quotes = scalar.style === 'plain' ? 0 : 1;
  return scalar.end - scalar.start - 2 * quotes === text.length && document.text.startsWith(text, scalar.start + quotes);
}
