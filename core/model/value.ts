/** A place in structured text, whether or not something is there. */

import type { Place, TextEdit } from '../text.ts';

export type Path = readonly (string | number)[];

/** What can be written: JSON. Keys keep their order. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/**
 * `absent`   nothing is written here, or `null`, which Kubernetes reads as nothing.
 * `unknown`  something is written, but a template or a variable decides what it becomes.
 */
export type ValueType = 'mapping' | 'list' | 'string' | 'number' | 'boolean' | 'absent' | 'unknown';

/**
 * Reading never throws: `at` on something absent gives another absent value.
 * That keeps rules free of null checks, and keeps a place to point at.
 */
export interface Value {
  readonly path: Path;
  readonly type: ValueType;
  /** Neither `absent` nor `unknown`. */
  readonly exists: boolean;
  /** What to underline: the value itself; for what is absent, the key of its nearest ancestor that exists. Past an alias: the alias. */
  readonly place: Place;
  /** The key under which this stands; for an entry of a list and for the root, the same as `place`. */
  readonly keyPlace: Place;
  at(...path: Path): Value;
  /** The entries of a list, in order; none if this is not a list. */
  items(): readonly Value[];
  /** The entries of a mapping, in order, merge keys (`<<`) applied; none if this is not a mapping. A doubled key counts once: the last wins. */
  entries(): readonly (readonly [key: string, value: Value])[];
  /**
   * Whether `key` is certainly not in this mapping: false where a template may add keys, where the document
   * does not parse, or where this value is itself unknown. True for an absent mapping in a sound document.
   */
  lacks(key: string): boolean;
  /** Whether all entries of this list or mapping can be seen: no template adds any, the text parses. True for what is certainly absent. */
  readonly isClosed: boolean;
  /** A scalar as its text, whatever its type (`5` gives "5"); undefined for everything else, and for unknown ones. */
  asString(): string | undefined;
  /** As Kubernetes reads it, YAML 1.1: unquoted `true`, `yes`, `on`, `True` …; undefined for everything else, quoted text too. */
  asBoolean(): boolean | undefined;
  asNumber(): number | undefined;
  /** The value as data, with aliases and merge keys resolved; unknown parts are left out. At most 10,000 nodes, else undefined. */
  toData(): Data | undefined;
  /** Says a change as text edits that leave everything else alone; undefined where that cannot be done here. */
  edit(change: ValueChange): readonly TextEdit[] | undefined;
}

/** A change to structured text, as intent. All keep comments, quotes, indentation, flow or block style, and line ends. */
export type ValueChange =
  /**
   * On a mapping: gives `key` this value. Fills an empty entry, replaces what is there, or adds the entry: before the one with the key `before`,
   * by default at the end. On an absent value under a mapping: creates the mapping first.
   */
  | { readonly op: 'set'; readonly key: string; readonly data: Data; readonly before?: string | undefined }
  /** On a list: adds an entry at `index`, by default at the end. On an absent value under a mapping: creates the list first. */
  | { readonly op: 'insert'; readonly data: Data; readonly index?: number }
  /** On an entry of a list: puts these entries in its place (at least one). On any other existing value: puts the single datum in its place. */
  | { readonly op: 'replace'; readonly by: readonly Data[] }
  /** On an entry of a list, or a value under a key: takes it away, key, comma and own trailing comment included. The last one leaves `[]` or `{}`. */
  | { readonly op: 'remove' }
  /** On a value under a key: gives the key another name, where the mapping has no entry of that name. */
  | { readonly op: 'rename'; readonly key: string }
  /** On an entry of a list: moves it, with the comments that belong to it, before the entry that now has this index (or to the end). */
  | { readonly op: 'move'; readonly to: number };
