/** What one document says of files: which ones its programs are told to read, and which ones it carries. */

import { FLAG_FILES } from '../facts/flagfiles.ts';
import type { Component, ComponentName } from '../model/component.ts';
import { type Place, shift } from '../text.ts';
import type { Reference } from '../source.ts';
import type { Resource } from '../model/resource.ts';
import type { Subject } from '../rule.ts';

/** A place that names a file. */
export interface Naming {
  /** The program that reads it; undefined for the environment file of a unit. */
  readonly program: ComponentName | undefined;
  /** `EnvironmentFile` for that. */
  readonly flag: string;
  /** On the node. */
  readonly path: string;
  /** Of the path as it is written. */
  readonly place: Place;
}

export type Named = Pick<Resource, 'kind' | 'group' | 'apiVersion' | 'place'>;

export interface SaidFiles {
  readonly namings: readonly Naming[];
  /** Configurations in texts that are carried, with the path of the node that they are written to. */
  readonly carried: readonly (Named & { readonly as: string })[];
}

export const NOTHING_SAID: SaidFiles = { namings: [], carried: [] };

export function filesSaid(subjects: readonly Subject[], references: readonly Reference[]): SaidFiles {
  const namings = [
    ...subjects.flatMap(it => (it.type === 'component' ? namingsOf(it) : [])),
    ...references.map(({ path, place }): Naming => ({ program: undefined, flag: 'EnvironmentFile', path, place })),
  ];
  const carried = subjects.flatMap(it =>
    it.type === 'resource' && it.carriedAs?.startsWith('/')
      ? [{ as: it.carriedAs, kind: it.kind, group: it.group, apiVersion: it.apiVersion, place: it.place }]
      : [],
  );
  return namings.length || carried.length ? { namings, carried } : NOTHING_SAID;
}

const namingsOf = (program: Component): readonly Naming[] =>
  Object.keys(FLAG_FILES[program.name]).flatMap(it => namingOf(program, it) ?? []);

/** The last one counts: no flag that names a configuration takes several. What no mount of a directory of the node tells is taken as it stands. */
export function namingOf(program: Component, flag: string): Naming | undefined {
  const written = program.written.findLast(it => it.name === flag);
  const path = written?.value;
  if (!written || !path || !isPath(path)) return undefined;
  const storage = program.storage(path);
  // In a volume that is no directory of the node: an object of the API, a claim, what goes with the Pod.
  if (storage?.place && storage.path === undefined) return undefined;
  return { program: program.name, flag, path: storage?.path ?? path, place: written.valuePlace };
}

/** An absolute path without anything that is still to be filled in. */
const isPath = (text: string): boolean => /^\/[^\0\n$%{}*?<>]+$/.test(text) && !text.split('/').includes('..');

/** With all places in a file moved. */
export function movedSaid(said: SaidFiles, file: string, by: number): SaidFiles {
  if (by === 0 || said === NOTHING_SAID) return said;
  const moved = <T extends { readonly place: Place }>(it: T): T =>
    it.place.file === file ? { ...it, place: { file, range: shift(it.place.range, by) } } : it;
  return { namings: said.namings.map(moved), carried: said.carried.map(moved) };
}
