/** What the programs of a whole workspace are passed for a flag: for rules about files that the flag should name. */

import type { Asked } from './rule.ts';
import type { Component, Setting } from './model/component.ts';
import { type Files, isReferred, mayStartProgram } from './files.ts';
import { hash } from './hash.ts';
import type { World } from './world.ts';

/** A value; undefined where a program is passed none. */
type Passed = readonly (string | undefined)[];

export type PassedIn = (files: Files, asked: Asked) => Passed | undefined;

/** As many answers of documents as are kept. */
const KEPT = 4_000;

/** See `Context.passed`. Programs are looked for once for each state of the files, and each document is asked once. */
export function makePassed(world: Pick<World, 'isComplete' | 'count' | 'text' | 'subjects'>): PassedIn {
  const answers = new Map<string, Passed | undefined>();
  let known: { readonly state: string; readonly byAsked: Map<string, Passed | undefined> } | undefined;
  return (files, asked) => {
    if (!world.isComplete) return undefined;
    const state = `${files.shape} ${files.programs}`;
    if (known?.state !== state) known = { state, byAsked: new Map() };
    const name = `${asked.component} ${asked.flag}`;
    if (!known.byAsked.has(name)) known.byAsked.set(name, passedIn(files, asked));
    return known.byAsked.get(name);
  };

  function passedIn(files: Files, asked: Asked): Passed | undefined {
    const all: (string | undefined)[] = [];
    for (const file of files.paths()) {
      if (!isReferred(file) && !mayStartProgram(files.text(file))) continue;
      for (let document = 0; document < world.count(files, file); document++) {
        const passed = passedBy(files, { file, document }, asked);
        if (!passed) return undefined;
        all.push(...passed);
      }
    }
    return all.length ? all : undefined;
  }

  /** What one document passes; asked anew when other files may say more about it, or that it is only a part. */
  function passedBy(files: Files, origin: { readonly file: string; readonly document: number }, asked: Asked): Passed | undefined {
    const text = world.text(files, origin);
    if (!isReferred(origin.file) && !mayStartProgram(text)) return [];
    const key = `${asked.component} ${asked.flag} ${files.shape} ${origin.file} ${hash(text)}`;
    if (answers.has(key)) return answers.get(key);
    const settings = world
      .subjects(files, origin)
      .flatMap(it => (it.type === 'component' && it.name === asked.component ? [settingOf(it, asked.flag)] : []));
    const passed = settings.some(it => it.origin === 'unknown') ? undefined : settings.map(it => ('value' in it ? it.value : undefined));
    if (answers.size >= KEPT) answers.clear();
    answers.set(key, passed);
    return passed;
  }
}

/** Of a flag that is not written, what is passed under the name that it had while it was an experiment. */
function settingOf(program: Component, flag: string): Setting {
  const setting = program.setting(flag);
  const old = setting.origin === 'default' ? program.setting(`experimental-${flag}`) : setting;
  return old.origin === 'set' ? old : setting;
}
