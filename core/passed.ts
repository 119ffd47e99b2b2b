/** What the programs of a whole workspace are passed: for rules about files that some flag should name. */

import type { Component, ComponentName } from './model/component.ts';
import { type Files, isReferred, mayStartProgram } from './files.ts';
import type { Passed } from './rule.ts';
import type { World } from './world.ts';

export type PassedIn = (files: Files, component: ComponentName, flag: string) => readonly Passed[] | undefined;

/** See `Context.passed`. The programs are looked for once for each state of the files that may start some. */
export function makePassed(world: World): PassedIn {
  let known: { readonly state: string; readonly programs: readonly Component[] } | undefined;
  return (files, component, flag) => {
    if (!world.isComplete) return undefined;
    const state = `${files.shape} ${files.programs}`;
    if (known?.state !== state) known = { state, programs: programsIn(world, files) };
    const programs = known.programs.filter(it => it.name === component);
    const passed = programs.map(it => passedTo(it, flag));
    return passed.length && passed.every(it => it !== undefined) ? passed : undefined;
  };
}

function programsIn(world: World, files: Files): Component[] {
  return [...files.paths()]
    .filter(path => isReferred(path) || mayStartProgram(files.text(path)))
    .flatMap(path => Array.from({ length: world.count(files, path) }, (_, document) => ({ file: path, document })))
    .filter(origin => isReferred(origin.file) || mayStartProgram(world.text(files, origin)))
    .flatMap(origin => world.subjects(files, origin))
    .filter(it => it.type === 'component');
}

/** A part starts nothing, but what it says may be passed; what it does not say, nobody knows. */
function passedTo(program: Component, flag: string): Passed | undefined {
  const setting = program.setting(flag);
  if (setting.origin === 'set') return { value: setting.value, place: setting.at.valuePlace };
  return setting.origin === 'unknown' ? undefined : { value: setting.value, place: program.place };
}
