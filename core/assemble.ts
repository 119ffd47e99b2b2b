/** Joins what several texts say about one program into a component: its own text, the environment files it reads, the drop-ins that change it. */

import type { Component, ComponentChange, FileEdits, Setting, Written } from './model/component.ts';
import { type Environment, environmentOf } from './environment.ts';
import { canonicalFlag, flagType, isBoolean, normalBoolean } from './facts/flags.ts';
import { flagsOf, hidesFlags } from './formats/words.ts';
import type { Program, Sources, Word } from './source.ts';
import type { KnownFiles } from './resolve.ts';
import { defaultOf } from './facts/defaults.ts';
import { flagOfVariable } from './facts/etcd.ts';
import { replace } from './text.ts';

/** The rest of the workspace, as far as a program may refer to it. */
export interface Around extends KnownFiles {
  /** Whether every file of the workspace is known; where not, what is not found may still exist. */
  readonly isComplete: boolean;
  /** What a unit, drop-in, environment file or args file says; undefined where it is not read or its text is not known. */
  sources(path: string): Sources | undefined;
}

/** Nothing but the text itself: every reference stays unresolved. */
export const ALONE: Around = { paths: [], isComplete: false, sources: () => undefined };

/** The component of a program. A program that is `part` stands for itself: nothing is resolved, and it lacks nothing. */
export function componentOf(program: Program, around: Around): Component {
  const environment = environmentOf(program, around);
  const start = environment.program;
  const { words, isOpen } = expand(start, environment);
  const written = [...variablesRead(start, environment), ...start.written, ...flagsOf(words, it => isBoolean(start.name, it), it => canonicalFlag(start.name, it))];
  const hides = isOpen || environment.isOpen || hidesFlags(words) || CONFIGURED_BY[start.name]?.some(it => written.some(({ name }) => name === it));
  const completeness = start.completeness === 'whole' && hides ? 'open' : start.completeness;
  const find = (name: string) => written.filter(it => it.name === name);

  return {
    type: 'component',
    name: start.name,
    place: start.place,
    completeness,
    distribution: start.distribution,
    version: start.version,
    written,
    setting(name) {
      const all = find(name);
      if (all.length) return combined(start.name, all);
      if (completeness !== 'whole') return { origin: 'unknown' };
      const supplied = start.supplied?.[name];
      if (supplied !== undefined && start.distribution) return { origin: 'supplied', value: supplied, by: start.distribution };
      const fallback = defaultOf(start.name, name, start.version);
      return fallback ? { origin: 'default', value: fallback.value } : { origin: 'unknown' };
    },
    lacks: name => completeness === 'whole' && !find(name).length && start.supplied?.[name] === undefined,
    edit: change => editComponent(start, written, change, around),
  };
}

/** The other files that decide on this program: those parts are then no components of their own where they hold the same program. */
export const includedBy = (program: Program, around: Around): readonly string[] =>
  (program.completeness === 'part' ? [] : environmentOf(program, around).files);

/** The flags that name a file in which other settings may stand. */
const CONFIGURED_BY: Readonly<Partial<Record<Program['name'], readonly string[]>>> = {
  etcd: ['config-file'], kubelet: ['config', 'config-dir'], 'kube-scheduler': ['config'], 'kube-proxy': ['config'],
};

/** Puts the words of its value in the place of every `$VARIABLE` that is known. */
function expand(program: Program, environment: Environment): { readonly words: readonly Word[]; readonly isOpen: boolean } {
  let isOpen = false;
  const words = program.words.flatMap(word => {
    if (word.variable === undefined) return [word];
    const variable = environment.variables.get(word.variable);
    if (!variable) isOpen = true;
    if (variable?.words.some(it => it.variable !== undefined)) isOpen = true;
    return variable?.words.filter(it => it.variable === undefined) ?? [];
  });
  return { words, isOpen };
}

/** etcd reads its settings from the variables themselves. */
function variablesRead(program: Program, environment: Environment): Written[] {
  if (program.name !== 'etcd' || program.completeness === 'part') return [];
  return [...environment.variables.values()].flatMap(({ name, place, value, valuePlace }) => {
    const flag = flagOfVariable(name);
    // etcd takes an empty variable for one that is not set.
    return flag === undefined || value === '' ? [] : [{ name: flag, value, place, valuePlace }];
  });
}

/** What several occurrences come to. */
function combined(component: Program['name'], all: readonly Written[]): Setting {
  const last = all.at(-1)!;
  const type = flagType(component, last.name);
  if (type === 'list' || type === 'array') {
    const hidden = all.find(it => it.value === undefined);
    if (hidden) return { origin: 'unknown', at: hidden };
    return { origin: 'set', value: all.map(it => it.value!).filter(it => it !== '').join(','), at: last, all };
  }
  if (last.value === undefined) return { origin: 'unknown', at: last };
  return { origin: 'set', value: type === 'boolean' ? normalBoolean(last.value) : last.value, at: last, all };
}

/** A setting is changed in the file that writes it, and added where the program's other settings are. */
function editComponent(program: Program, written: readonly Written[], change: ComponentChange, around: Around): readonly FileEdits[] | undefined {
  const own = program.place.file;
  if (change.op === 'exposePath') return editIn(own, program, [], change, around);
  const all = written.filter(it => it.name === change.name);
  if (!all.length) {
    if (change.op === 'removeFlag') return [];
    const home = written.length && !written.some(it => it.place.file === own) ? written.at(-1)!.place.file : own;
    return editIn(home, program, [], change, around) ?? (home === own ? undefined : editIn(own, program, [], change, around));
  }
  const type = flagType(program.name, change.name);
  const last = all.at(-1)!;
  const edits: FileEdits[] = [];
  for (const file of new Set(all.map(it => it.place.file))) {
    const here = all.filter(it => it.place.file === file);
    const isTarget = file === last.place.file;
    if (change.op === 'setFlag' && !isTarget && type !== 'list' && type !== 'array') continue;
    const made = editIn(file, program, here, isTarget ? change : { op: 'removeFlag', name: change.name }, around);
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits;
}

/** Asks the program's own text, or whatever in that other file describes the same program. */
function editIn(file: string, program: Program, here: readonly Written[], change: ComponentChange, around: Around): readonly FileEdits[] | undefined {
  const owners = file === program.place.file ? [program] : around.sources(file)?.programs.filter(it => it.name === program.name) ?? [];
  for (const owner of owners) {
    const edits = owner.edit(change, here);
    if (edits) return [{ file, edits }];
  }
  return replaced(file, here, change);
}

/** A plain value in the place of a plain value needs no knowledge of the format. */
function replaced(file: string, here: readonly Written[], change: ComponentChange): readonly FileEdits[] | undefined {
  const last = here.at(-1);
  if (change.op !== 'setFlag' || here.length !== 1 || last?.value === undefined || !/^[\w./:,=+@-]+$/.test(change.value)) return undefined;
  const { start, end } = last.valuePlace.range;
  const isBare = start === last.place.range.start;
  return !isBare && end - start === last.value.length ? [{ file, edits: [replace({ start, end }, change.value)] }] : undefined;
}
