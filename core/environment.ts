/** What other files give a program before it starts: the variables of environment files, and the drop-ins of its unit. */

import type { Around } from './assemble.ts';
import type { Program, Reference, Variable } from './source.ts';
import { resolvePath } from './resolve.ts';

export interface Environment {
  /** The program that is started in the end: the one given, or the one of a drop-in that replaces its command. */
  readonly program: Program;
  /** By name; of several assignments, the last. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The other files that were read for this, in order. */
  readonly files: readonly string[];
  /** Whether settings may come from what is not found. */
  readonly isOpen: boolean;
}

export function environmentOf(program: Program, around: Around): Environment {
  const own = around.sources(program.place.file)?.variables ?? [];
  if (program.completeness === 'part') return { program, variables: byName(own), files: [], isOpen: false };

  const { merged, certain } = dropIns(program.place.file, around);
  const changes = merged.flatMap(path => around.sources(path)?.programs.filter(it => it.name === program.name) ?? []);
  const started = changes.findLast(it => it.completeness !== 'part') ?? program;
  const references = [...program.environment, ...changes.flatMap(it => it.environment)];
  const found = references.map(it => ({
    reference: it,
    path: resolvePath(it.path, around, path => around.sources(path) !== undefined, { near: program.place.file }),
  }));
  // Files outrank `Environment=`, wherever the unit names them (systemd.exec).
  const variables = byName([
    ...own,
    ...merged.flatMap(it => around.sources(it)?.variables ?? []),
    ...found.flatMap(it => (it.path === undefined ? [] : (around.sources(it.path)?.variables ?? []))),
  ]);
  return {
    program: started,
    variables,
    files: [...merged, ...found.flatMap(it => it.path ?? [])],
    isOpen:
      !certain ||
      around.paths.some(it => program.isContinuedIn?.(it)) ||
      found.some(it => it.path === undefined && mayHide(it.reference, started)),
  };
}

const byName = (variables: readonly Variable[]): ReadonlyMap<string, Variable> => new Map(variables.map(it => [it.name, it]));

/** A file that may be missing hides nothing from a command line without variables; but etcd reads the variables themselves. */
const mayHide = (reference: Reference, program: Program): boolean =>
  !reference.optional || program.name === 'etcd' || program.words.some(it => it.variable !== undefined || it.unknown === true);

/**
 * The drop-ins of a unit, in the order systemd reads them. It is not certain that these are all where there are some elsewhere in the
 * workspace, that may or may not be installed with the unit. A unit that is looked at alone is taken for whole: nothing in it speaks of drop-ins.
 */
function dropIns(unit: string, { paths }: Around): { readonly merged: readonly string[]; readonly certain: boolean } {
  const name = unit.slice(unit.lastIndexOf('/') + 1);
  if (!name.endsWith('.service')) return { merged: [], certain: true };
  const folder = `${name}.d/`;
  const all = paths.filter(
    it =>
      it.endsWith('.conf') && it.slice(0, it.lastIndexOf('/') + 1).endsWith(folder) && (it.startsWith(folder) || it.includes(`/${folder}`)),
  );
  const merged = all.filter(it => it.slice(0, it.lastIndexOf('/') + 1) === `${unit}.d/`);
  const isOwned = (dropIn: string): boolean => paths.includes(dropIn.slice(0, dropIn.lastIndexOf('.d/')));
  return { merged: merged.sort(), certain: all.every(it => merged.includes(it) || isOwned(it)) };
}
