/** Joins what several texts say about one program into a component: its own text, the environment files it reads, the drop-ins that change it. */

import type { Component, ComponentChange, Distribution, FileEdits, Setting, Written } from './model/component.ts';
import { type Environment, environmentOf } from './environment.ts';
import { addsUp, canonicalFlag, isBoolean, normalBoolean } from './facts/flags.ts';
import { flagsOf, hidesFlags } from './formats/words.ts';
import type { Program, Sources, Word } from './source.ts';
import type { KnownFiles } from './resolve.ts';
import { configuredBy, defaultOf } from './facts/defaults.ts';
import { flagOfVariable } from './facts/etcd.ts';

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
  const written = [
    ...variablesRead(start, environment),
    ...start.written,
    ...flagsOf(
      words,
      it => isBoolean(start.name, it),
      it => canonicalFlag(start.name, it),
    ),
  ];
  const hides = isOpen || environment.isOpen || hidesFlags(words) || written.some(it => configuredBy(start.name, '').includes(it.name));
  const completeness = start.completeness === 'whole' && (hides || program.completeness === 'open') ? 'open' : start.completeness;
  const version = start.version ?? program.version;
  const find = (name: string) => written.filter(it => it.name === name);
  const fileFor = (name: string) => written.find(it => configuredBy(start.name, name).includes(it.name));

  return {
    type: 'component',
    name: start.name,
    place: start.place,
    completeness,
    distribution: start.distribution,
    version,
    written,
    setting(name) {
      const all = find(name);
      const file = fileFor(name);
      if (all.length && (file === undefined || outranksFile(start.name, name))) return combined(start.name, all);
      if (file) return { origin: 'unknown', at: file };
      if (completeness !== 'whole') return { origin: 'unknown' };
      if (supplies(start, name)) {
        const value = start.supplied[name];
        return value === undefined ? { origin: 'unknown' } : { origin: 'supplied', value, by: start.distribution };
      }
      if (start.defaults && name in start.defaults) return { origin: 'default', value: start.defaults[name] };
      const fallback = defaultOf(start.name, name, version);
      return fallback ? { origin: 'default', value: fallback.value } : { origin: 'unknown' };
    },
    lacks(name) {
      const all = find(name);
      // What is written empty is passed empty, in place of what would be supplied.
      return completeness === 'whole' && !fileFor(name) && (all.length ? all.every(it => it.value === '') : !supplies(start, name));
    },
    storage: path => (completeness === 'whole' ? start.storage?.(path) : undefined),
    supplied: name => (supplies(start, name) ? start.supplied[name] : undefined),
    edit: change => editComponent(start, environment, written, change, around),
  };
}

/** Whether whoever starts the program passes the flag where nobody writes it. */
const supplies = (
  program: Program,
  name: string,
): program is Program & { readonly distribution: Distribution; readonly supplied: Readonly<Record<string, string | undefined>> } =>
  program.distribution !== undefined && program.supplied !== undefined && Object.hasOwn(program.supplied, name);

/** The other files that decide on this program: those parts are then no components of their own where they hold the same program. */
export const includedBy = (program: Program, around: Around): readonly string[] =>
  program.completeness === 'part' ? [] : environmentOf(program, around).files;

/** With a configuration file, etcd looks at nothing else; a flag of any other program outranks its file. */
const outranksFile = (component: Program['name'], flag: string): boolean =>
  component !== 'etcd' || configuredBy(component, flag).includes(flag);

/** Puts the words of its value in the place of every `$VARIABLE` that is known. */
function expand(program: Program, environment: Environment): { readonly words: readonly Word[]; readonly isOpen: boolean } {
  let isOpen = false;
  const words = program.words.flatMap(word => {
    if (word.variable === undefined) return [word];
    const variable = environment.variables.get(word.variable);
    if (variable?.value === undefined || variable.words.some(it => it.variable !== undefined)) isOpen = true;
    // What is not known still stands where the value of a flag may be due (`--a $B`).
    return variable?.words.filter(it => it.variable === undefined) ?? [word];
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
  if (addsUp(component, last.name)) {
    const hidden = all.find(it => it.value === undefined);
    if (hidden) return { origin: 'unknown', at: hidden };
    return {
      origin: 'set',
      value: all
        .map(it => it.value!)
        .filter(it => it !== '')
        .join(','),
      at: last,
      all,
    };
  }
  if (last.value === undefined) return { origin: 'unknown', at: last };
  return { origin: 'set', value: isBoolean(component, last.name) ? normalBoolean(last.value) : last.value, at: last, all };
}

/** A setting is changed in the file that writes it, and added where the program's other settings are. */
function editComponent(
  program: Program,
  environment: Environment,
  written: readonly Written[],
  change: ComponentChange,
  around: Around,
): readonly FileEdits[] | undefined {
  const own = program.place.file;
  const ask = (file: string, asked: ComponentChange, here: readonly Written[]): readonly FileEdits[] | undefined => {
    for (const owner of file === own ? [program] : ownersIn(file, program, environment, here, around)) {
      const edits = owner.edit(asked, here);
      if (edits) return edits.length ? [{ file, edits }] : [];
    }
    return undefined;
  };
  if (change.op === 'exposePath') return ask(own, change, []);
  const all = written.filter(it => it.name === change.name);
  if (!all.length) {
    if (change.op === 'removeFlag') return [];
    // What it would replace cannot be seen.
    if (supplies(program, change.name) && program.supplied[change.name] === undefined) return undefined;
    const home = written.some(it => it.place.file === own) ? own : (written.at(-1)?.place.file ?? own);
    return ask(home, change, []) ?? (home === own ? undefined : ask(own, change, []));
  }
  if (change.op === 'setFlag') {
    const now = combined(program.name, all);
    if (now.origin === 'set' && now.value === change.value) return [];
  }
  const target = all.at(-1)!.place.file;
  const edits: FileEdits[] = [];
  for (const file of new Set(all.map(it => it.place.file))) {
    // Of a flag that does not add up, only the last occurrence counts.
    if (change.op === 'setFlag' && file !== target && !addsUp(program.name, change.name)) continue;
    const made = ask(
      file,
      file === target ? change : { op: 'removeFlag', name: change.name },
      all.filter(it => it.place.file === file),
    );
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits;
}

/** What in another file can say the change: the variables that the command line names, else whatever describes the same program. */
function ownersIn(
  file: string,
  program: Program,
  { variables }: Environment,
  here: readonly Written[],
  around: Around,
): readonly Pick<Program, 'edit'>[] {
  const named = program.words
    .flatMap(it => (it.variable === undefined ? [] : (variables.get(it.variable) ?? [])))
    .filter(
      ({ place, words }) => place.file === file && here.every(it => words.some(word => word.place.range.start === it.place.range.start)),
    );
  return [...named.reverse(), ...(around.sources(file)?.programs.filter(it => it.name === program.name) ?? [])];
}
