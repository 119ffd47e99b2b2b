/** Changes to a component, said to the texts that its settings stand in. */

import { addsUp, isBoolean, normalBoolean } from './facts/flags.ts';
import type { ComponentChange, Distribution, FileEdits, Setting, Written } from './model/component.ts';
import type { Around } from './assemble.ts';
import type { Configured } from './configured.ts';
import { countsBesideFile } from './facts/precedence.ts';
import type { Environment } from './environment.ts';
import type { Program } from './source.ts';

/** A component and the texts that it is made of. */
export interface Assembled {
  readonly program: Program;
  /** The program and its configuration file as one. */
  readonly joined: Program;
  readonly environment: Environment;
  readonly config: Configured;
  readonly around: Around;
}

/** What several occurrences come to. */
export function combined(component: Program['name'], all: readonly Written[]): Setting {
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

/** Whether whoever starts the program passes the flag where nobody writes it. */
export const supplies = (
  program: Program,
  name: string,
): program is Program & { readonly distribution: Distribution; readonly supplied: Readonly<Record<string, string | undefined>> } =>
  program.distribution !== undefined && program.supplied !== undefined && Object.hasOwn(program.supplied, name);

/** A setting is changed in the file that writes it, and added where the program's other settings are: in its configuration file if it can say it. */
export function editComponent(assembled: Assembled, change: ComponentChange): readonly FileEdits[] | undefined {
  const { program, joined, config } = assembled;
  if (change.op === 'exposePath') return ask(assembled, program.place.file, change, []);
  const { name } = change;
  const vain = config.overridden.filter(it => it.written.name === name).map(it => it.written);
  if (change.op === 'removeFlag' && change.overridden) return changeIn(assembled, vain, { op: 'removeFlag', name });
  const counting = config.written.filter(it => it.name === name);
  // What had no effect so far would come into force.
  if (change.op === 'removeFlag') return changeIn(assembled, [...vain, ...counting], change);
  if (counting.length) {
    const now = combined(program.name, counting);
    return now.origin === 'set' && now.value === change.value ? [] : changeIn(assembled, counting, change);
  }
  // What it would replace cannot be seen.
  return supplies(joined, name) && joined.supplied[name] === undefined ? undefined : add(assembled, change);
}

function add(assembled: Assembled, change: ComponentChange & { readonly op: 'setFlag' }): readonly FileEdits[] | undefined {
  const { program, config } = assembled;
  const { file, path } = config;
  const own = program.place.file;
  if (file && path !== undefined) {
    const edits = ask(assembled, path, change, []);
    if (edits || !countsBesideFile(program.name, change.name)) return edits;
  }
  if (!program.decides && isKey(change.name)) return undefined;
  const others = config.written.filter(it => it.place.file !== path).map(it => it.place.file);
  const home = others.includes(own) ? own : (others.at(-1) ?? own);
  return ask(assembled, home, change, []) ?? (home === own ? undefined : ask(assembled, own, change, []));
}

/** Whether the name is that of a key that no flag stands for. */
const isKey = (name: string): boolean => /[A-Z.]/.test(name);

function changeIn(
  assembled: Assembled,
  all: readonly Written[],
  change: ComponentChange & { readonly name: string },
): readonly FileEdits[] | undefined {
  const target = all.at(-1)?.place.file;
  const edits: FileEdits[] = [];
  for (const file of new Set(all.map(it => it.place.file))) {
    // Of a flag that does not add up, only the last occurrence counts.
    if (change.op === 'setFlag' && file !== target && !addsUp(assembled.program.name, change.name)) continue;
    const made = ask(
      assembled,
      file,
      file === target ? change : { op: 'removeFlag', name: change.name },
      all.filter(it => it.place.file === file),
    );
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits;
}

function ask(assembled: Assembled, file: string, change: ComponentChange, here: readonly Written[]): readonly FileEdits[] | undefined {
  const { program, config } = assembled;
  const owners =
    file === program.place.file ? [program] : file === config.path && config.file ? [config.file] : ownersIn(file, here, assembled);
  for (const owner of owners) {
    const edits = owner.edit(change, here);
    if (edits) return edits.length ? [{ file, edits }] : [];
  }
  return undefined;
}

/** What in another file can say the change: the variables that the command line names, else whatever describes the same program. */
function ownersIn(file: string, here: readonly Written[], { program, environment, around }: Assembled): readonly Pick<Program, 'edit'>[] {
  const named = program.words
    .flatMap(it => (it.variable === undefined ? [] : (environment.variables.get(it.variable) ?? [])))
    .filter(
      ({ place, words }) => place.file === file && here.every(it => words.some(word => word.place.range.start === it.place.range.start)),
    );
  return [...named.reverse(), ...(around.sources(file)?.programs.filter(it => it.name === program.name) ?? [])];
}
