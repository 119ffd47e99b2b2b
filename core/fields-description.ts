/** What can be said about a field of a configuration or an object: what it does, in one sentence. */

import { entryOf, notationBelow, typeOf } from './families/schema.ts';
import type { Files } from './files.ts';
import { meaningOfField } from './facts/fields.ts';
import type { Range } from './text.ts';
import type { Value } from './model/value.ts';
import type { World } from './world.ts';

/** A key whose meaning is known. */
export interface FieldDescription {
  readonly about: 'field';
  /** Of the key. */
  readonly range: Range;
  readonly field: string;
  /** What the document is. */
  readonly kind: string;
  readonly meaning: string;
}

/** Undefined where no such key stands. Never throws. */
export function fieldAt(world: World, files: Files, path: string, offset: number): FieldDescription | undefined {
  const document = world.source(files, path)?.documents.find(({ range }) => range.start <= offset && offset <= range.end);
  for (const { apiVersion, kind, root } of document?.read().resources ?? []) {
    const type = typeOf(apiVersion, kind);
    const found = type === undefined ? undefined : fieldIn(root, type, path, offset);
    if (found) return { about: 'field', kind, ...found };
  }
  return undefined;
}

function fieldIn(value: Value, type: string, file: string, offset: number): Omit<FieldDescription, 'about' | 'kind'> | undefined {
  const inside = ({ file: of, range }: Value['place']): boolean => of === file && range.start <= offset && offset <= range.end;
  for (const item of value.items()) if (inside(item.place)) return fieldIn(item, entryOf(type), file, offset);
  for (const [field, it] of value.entries()) {
    if (inside(it.keyPlace)) {
      const meaning = meaningOfField(type, field);
      return meaning === undefined ? undefined : { range: it.keyPlace.range, field, meaning };
    }
    if (inside(it.place)) return fieldIn(it, notationBelow(type, field), file, offset);
  }
  return undefined;
}
