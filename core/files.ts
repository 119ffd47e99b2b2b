/** The texts of a workspace, and what they would be after a change. */

import { applyEdits, type Change } from './text.ts';

/** Texts by path. A path may be known to exist without its text being given. */
export interface Files {
  text(path: string): string | undefined;
  exists(path: string): boolean;
  /** Paths that exist, in no particular order. */
  paths(): Iterable<string>;
}

/** Texts that can be given and taken away. `version` counts the changes. */
export interface Texts extends Files {
  set(path: string, text: string | undefined): void;
  know(paths: readonly string[]): void;
  readonly version: number;
}

export function makeTexts(): Texts {
  const texts = new Map<string, string>();
  const known = new Set<string>();
  let version = 0;
  return {
    text: path => texts.get(path),
    exists: path => texts.has(path) || known.has(path),
    *paths() {
      yield* texts.keys();
      for (const path of known) if (!texts.has(path)) yield path;
    },
    set(path, text) {
      version++;
      if (text === undefined) {
        texts.delete(path);
        known.delete(path);
      } else texts.set(path, text);
    },
    know(paths) {
      version++;
      for (const path of paths) known.add(path);
    },
    get version() {
      return version;
    },
  };
}

/** The same files with other texts for some. The files below stay as they are. */
export function overlay(base: Files, texts: ReadonlyMap<string, string>): Files {
  return {
    text: path => texts.get(path) ?? base.text(path),
    exists: path => texts.has(path) || base.exists(path),
    *paths() {
      yield* base.paths();
      for (const path of texts.keys()) if (!base.exists(path)) yield path;
    },
  };
}

/** The files as they are after these changes. A change to a file that has no text is left out. */
export function changed(base: Files, changes: readonly Change[]): Files {
  const texts = new Map<string, string>();
  for (const change of changes) {
    if ('create' in change) {
      texts.set(change.create, change.text);
      continue;
    }
    const text = base.text(change.file);
    if (text !== undefined) texts.set(change.file, applyEdits(text, change.edits));
  }
  return overlay(base, texts);
}
