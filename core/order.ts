/** Where an addition goes among names, so that several additions give one text in whatever order they are made. */

import type { Value } from './model/value.ts';

/**
 * The index before which `name` is inserted. Names that already stand in order at the end of the list stay in order; what stands before them is left alone.
 * However many names are added, and in whatever order, the list comes out the same.
 */
export function placeFor(name: string, names: readonly string[]): number {
  let start = names.length;
  while (start > 0 && (start === names.length || names[start - 1]! <= names[start]!)) start--;
  let place = names.length;
  while (place > start && names[place - 1]! > name) place--;
  return place;
}

/** The same for an entry with a `name` in a list of such entries. */
export const placeInList = (list: Value, name: string): number =>
  placeFor(
    name,
    list.items().map(it => it.at('name').asString() ?? ''),
  );

/** The same for a key of a mapping: the key before which it goes; undefined at the end. */
export function keyBehind(mapping: Value, key: string): string | undefined {
  const keys = mapping.entries().map(([it]) => it);
  return keys[placeFor(key, keys)];
}
