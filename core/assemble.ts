/** Joins what several texts say about one program into a component: its own text, the environment files it reads, the drop-ins that change it. */

import type { Component, Written } from './model/component.ts';
import { combined, editComponent, supplies } from './componentedits.ts';
import { configured } from './configured.ts';
import { type Environment, environmentOf } from './environment.ts';
import { canonicalFlag, isBoolean } from './facts/flags.ts';
import { flagsOf, hidesFlags } from './formats/words.ts';
import type { Program, Sources, Word } from './source.ts';
import type { KnownFiles } from './resolve.ts';
import { configuredBy, defaultOf } from './facts/defaults.ts';
import { countsBesideFile } from './facts/precedence.ts';
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
  const { flags, isOpen } = flagsWritten(environment);
  const config = configured(environment.program, flags, around);
  const start = joined(environment.program, config.file);
  const { written, overridden } = config;
  const hidden = config.file ? undefined : config.by;
  const hides = isOpen || environment.isOpen || hidden !== undefined;
  const completeness = start.completeness === 'whole' && (hides || program.completeness === 'open') ? 'open' : start.completeness;
  const version = start.version ?? program.version;
  const find = (name: string) => written.filter(it => it.name === name);
  const fileFor = (name: string) => hidden ?? written.find(it => configuredBy(start.name, name).includes(it.name) && !config.file);
  // A file that whoever starts the program passes.
  const isInFile = (name: string) =>
    start.completeness !== 'part' &&
    config.by === undefined &&
    suppliesFile(start) &&
    (start.name === 'kubelet' || !countsBesideFile(start.name, name));
  const isBeyond = (name: string) =>
    config.elsewhere?.has(name) === true || (start.decides !== undefined && start.decides !== 'all' && !start.decides.has(name));

  return {
    type: 'component',
    name: start.name,
    place: start.place,
    completeness,
    distribution: start.distribution,
    version,
    written,
    overridden,
    setting(name) {
      const all = find(name);
      const file = fileFor(name);
      if (all.length && !config.elsewhere?.has(name) && ((file === undefined && !isInFile(name)) || countsBesideFile(start.name, name)))
        return combined(start.name, all);
      if (file) return { origin: 'unknown', at: file };
      if (completeness !== 'whole' || isBeyond(name) || (isInFile(name) && (all.length || !supplies(start, name))))
        return { origin: 'unknown' };
      if (supplies(start, name)) {
        const value = start.supplied[name];
        return value === undefined ? { origin: 'unknown' } : { origin: 'supplied', value, by: start.distribution };
      }
      if (start.defaults && name in start.defaults) return { origin: 'default', value: start.defaults[name] };
      const fallback = defaultOf(start.name, name, version);
      return fallback ? { origin: 'default', value: fallback.value } : { origin: 'unknown' };
    },
    lacks: name =>
      completeness === 'whole' &&
      find(name).every(it => it.value === '') &&
      !fileFor(name) &&
      !isBeyond(name) &&
      !isInFile(name) &&
      (find(name).length > 0 || !supplies(start, name)),
    spelled(name) {
      const last = written.findLast(it => it.name === name);
      // Where a file decides alone, all that counts is a key of it.
      const isKey = !last || (config.file ?? start).decides === 'all';
      return (isKey ? start.keys?.get(name) : last.key) ?? `--${name}`;
    },
    storage: path => (completeness === 'whole' ? start.storage?.(path) : undefined),
    supplied: name => (supplies(start, name) ? start.supplied[name] : undefined),
    switchFor: name => start.switches?.[name],
    edit: change => editComponent({ program: environment.program, joined: start, environment, config, around }, change),
  };
}

/** What the command line says, variables replaced, and whether it hides something. */
function flagsWritten(environment: Environment): { readonly flags: readonly Written[]; readonly isOpen: boolean } {
  const { program } = environment;
  const { words, isOpen } = expand(program, environment);
  const flags = [
    ...variablesRead(program, environment),
    ...program.written,
    ...flagsOf(
      words,
      it => isBoolean(program.name, it),
      it => canonicalFlag(program.name, it),
    ),
  ];
  return { flags, isOpen: isOpen || hidesFlags(words) };
}

const suppliesFile = (program: Program): boolean => configuredBy(program.name, '').some(it => supplies(program, it));

/** A program and its configuration file as one. The scheduler has most of its settings on the command line, the others in the file. */
function joined(program: Program, file: Program | undefined): Program {
  if (!file) return program;
  return {
    ...program,
    place: program.name === 'kube-scheduler' ? program.place : file.place,
    completeness: program.completeness === 'whole' && file.completeness !== 'whole' ? 'open' : program.completeness,
    distribution: program.distribution ?? file.distribution,
    version: program.version ?? file.version,
    keys: file.keys,
    supplied: file.supplied || program.supplied ? { ...file.supplied, ...program.supplied } : undefined,
    defaults: file.defaults || program.defaults ? { ...program.defaults, ...file.defaults } : undefined,
  };
}

/** The other files that decide on this program: those parts are then no components of their own where they hold the same program. */
export const includedBy = (program: Program, around: Around): readonly string[] =>
  program.completeness === 'part' ? [] : filesOf(environmentOf(program, around), around);

function filesOf(environment: Environment, around: Around): readonly string[] {
  const { path } = configured(environment.program, flagsWritten(environment).flags, around);
  return path === undefined ? environment.files : [...environment.files, path];
}

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
