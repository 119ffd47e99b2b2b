/** How structured text writes the settings of a program: most forms are put together from a few shapes. */

import type { ComponentChange, Distribution, Written } from '../model/component.ts';
import type { Path, Value } from '../model/value.ts';
import type { Program } from '../source.ts';
import type { Place, TextEdit } from '../text.ts';

/** One place of a text that holds settings, all written in one way. */
export interface Shape {
  /** In the order in which they count: of two of one flag, the later wins. */
  readonly written: readonly Written[];
  /** Whether all that it holds can be seen. */
  readonly isClosed: boolean;
  /** See `Program.keys`. */
  readonly keys?: ReadonlyMap<string, string>;
  /** Changes the value where it is written, else adds the setting; undefined where this shape has no way to say it, or a template decides. */
  set(flag: string, value: string): readonly TextEdit[] | undefined;
  /** Takes away every occurrence; no edits where there is none. Undefined where one cannot go. */
  remove(flag: string): readonly TextEdit[] | undefined;
}

/** What a form says of a program whose settings are in shapes; the rest is as in `Program`. */
export interface Shaped extends Pick<Program, 'name' | 'form' | 'place' | 'version' | 'supplied' | 'switches' | 'defaults' | 'storage'> {
  readonly distribution?: Distribution | undefined;
  /** Later shapes outrank earlier ones. A setting that nobody wrote goes to the last one that can say it. */
  readonly shapes: readonly Shape[];
  /** The text holds only part of the settings, by design: a patch, a drop-in, what only overrides. */
  readonly isPart: boolean;
  /** Values other than those of the shapes that must be all there for the settings to be. */
  readonly closed?: readonly Value[];
  /** See `ComponentChange`; by default every path is there for the program. Undefined: it cannot be said. */
  expose?(change: ComponentChange & { readonly op: 'exposePath' }): readonly TextEdit[] | undefined;
}

/** The program that a text describes in shapes. */
export function shapedProgram({ shapes, isPart, closed = [], expose = () => [], ...rest }: Shaped): Program {
  const isClosed = shapes.every(it => it.isClosed) && closed.every(it => it.isClosed && it.type !== 'unknown');
  return {
    ...rest,
    completeness: isPart ? 'part' : isClosed ? 'whole' : 'open',
    words: [],
    written: shapes.flatMap(it => it.written),
    keys: new Map(shapes.flatMap(it => [...(it.keys ?? [])])),
    environment: [],
    edit(change) {
      if (change.op === 'exposePath') return expose(change);
      if (change.op === 'removeFlag') return flat(shapes.map(it => it.remove(change.name)));
      const last = shapes.findLast(it => it.written.some(one => one.name === change.name));
      if (last) return last.set(change.name, change.value);
      for (const shape of [...shapes].reverse()) {
        const edits = shape.set(change.name, change.value);
        if (edits) return edits;
      }
      return undefined;
    },
  };
}

/** All edits, or none where one of them is not possible. */
export function flat(edits: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  return edits.every(it => it !== undefined) ? edits.flat() : undefined;
}

/** The key of the last of these paths that is written, with a value or without, else the place of the root's `kind`, else that of the root. */
export function placeAt(root: Value, ...paths: readonly Path[]): Place {
  const has = (parent: Value, key: unknown): boolean => parent.entries().some(([it]) => it === key);
  const last = paths.findLast(it => root.at(...it).type !== 'absent' || has(root.at(...it.slice(0, -1)), it.at(-1)));
  const kind = root.at('kind');
  return last ? root.at(...last).keyPlace : kind.exists ? kind.place : (root.entries()[0]?.[1].keyPlace ?? root.place);
}

/** A scalar as the program gets it; undefined where something else is put in for it, or for part of it, before. */
export function knownText(value: Value): string | undefined {
  const text = value.asString();
  return text === undefined || /\$[({]|\{\{|<%/.test(text) ? undefined : text;
}

/** From the start of the one to the end of the other. */
export const span = (from: Place, to: Place): Place =>
  from.file === to.file && from.range.start <= to.range.start
    ? { file: from.file, range: { start: from.range.start, end: Math.max(from.range.end, to.range.end) } }
    : to;
