/** What the programs of a whole workspace are passed for a flag: for rules about files that the flag should name. */

import type { Asked } from './rule.ts';
import type { Component, Setting } from './model/component.ts';
import { type Files, isReferred, mayStartProgram } from './files.ts';
import { once, onceByName, onceFor, STATES } from './once.ts';
import { slice } from './text.ts';
import type { World } from './world.ts';

/** A value; undefined where a program is passed none. Behind a path, the one that the same file has on the node, where a mount tells. */
type Passed = readonly (string | undefined)[];

export type PassedIn = (files: Files, asked: Asked) => Passed | undefined;

/** Values that texts give a flag, whatever program it is for, and files that are given another name: see `Context.mentioned`. */
export function makeMentioned(world: Pick<World, 'source'>): (files: Files, flag: string) => readonly string[] {
  const states = onceByName<(flag: string) => readonly string[]>(STATES);
  /** By the key of the document, and what is looked for. */
  const knownOf = onceFor((_: object) => onceByName<readonly string[]>());
  return (files, flag) => states(`${files.shape} ${files.programs}`, () => mentionedIn(files))(flag);

  function mentionedIn(files: Files): (flag: string) => readonly string[] {
    const pieces = once(() => [...files.paths()].filter(it => files.mayStart(it)).flatMap(it => piecesOf(files, it)));
    const renamed = once(() => pieces().flatMap(({ path, text, known }) => known('', () => renamedIn(path, text))));
    const known = onceByName<readonly string[]>();
    return flag => known(flag, () => [...pieces().flatMap(it => it.known(flag, () => valuesIn(it.text, flag))), ...renamed()]);
  }

  /** A file by its documents, so that those which did not change are not looked at again. */
  function piecesOf(files: Files, path: string): readonly Piece[] {
    const text = files.text(path) ?? '';
    const documents = world.source(files, path)?.documents;
    return documents
      ? documents.map(({ key, range }) => ({ path, text: slice(text, range), known: knownOf(key) }))
      : [{ path, text, known: (_, make) => make() }];
  }
}

interface Piece {
  readonly path: string;
  readonly text: string;
  readonly known: (what: string, make: () => readonly string[]) => readonly string[];
}

const valuesIn = (text: string, flag: string): readonly string[] =>
  text.includes(`--${flag}`)
    ? [...text.matchAll(new RegExp(`--${flag}(?:=|["']?,?\\s+(?:-\\s+)?)["']?([^\\s"',\\]]+)`, 'g'))].map(it => it[1]!)
    : [];

/** The words of a list of patches and of files to make objects of, what kind mounts into its nodes, and what containers are given (`file:path`). */
const renamedIn = (path: string, text: string): readonly string[] =>
  (/(?:^|\/)kustomization\.ya?ml$/.test(path) && text.includes('Generator')) ||
  (text.includes('kind.x-k8s.io/') && text.includes('extraMounts'))
    ? (text.match(/[\w./-]+/g) ?? [])
    : [...text.matchAll(/\.(?:ya?ml|json):\//g)].flatMap(({ 0: end, index }) => {
        const before = text.slice(Math.max(0, index - LONGEST_NAME), index + end.length - 2);
        return /[\w.-]+$/.exec(before)?.[0] ?? [];
      });

const LONGEST_NAME = 255;

/** What a document passes, by program and flag; undefined for one that starts no program. */
type Answers = Map<string, Passed | undefined> | undefined;

/** A file as it was when it was asked last. Documents that did not change keep what they answered. */
interface Asking {
  readonly text: string | undefined;
  readonly shape: string;
  readonly documents: readonly Answers[];
  readonly byKey: ReadonlyMap<object, Answers>;
}

/** See `Context.passed`. Programs are looked for once for each state of the files, and each document is asked once. */
export function makePassed(world: Pick<World, 'isComplete' | 'source' | 'text' | 'subjects'>): PassedIn {
  const asking = new Map<string, Asking>();
  const known = onceByName<Map<string, Passed | undefined>>(STATES);
  return (files, asked) => {
    if (!world.isComplete) return undefined;
    const byAsked = known(`${files.shape} ${files.programs}`, () => new Map());
    const name = `${asked.component} ${asked.flag}`;
    if (!byAsked.has(name)) byAsked.set(name, passedIn(files, asked, name));
    return byAsked.get(name);
  };

  function passedIn(files: Files, asked: Asked, name: string): Passed | undefined {
    const all: (string | undefined)[] = [];
    for (const file of files.paths()) {
      if (!files.mayStart(file)) continue;
      for (const [document, answers] of documentsOf(files, file).entries()) {
        if (!answers) continue;
        if (!answers.has(name)) answers.set(name, passedBy(files, { file, document }, asked));
        const passed = answers.get(name);
        if (!passed) return undefined;
        all.push(...passed);
      }
    }
    return all.length ? all : undefined;
  }

  /** Asked anew when other files may say more about a document, or that it is only a part. */
  function documentsOf(files: Files, file: string): readonly Answers[] {
    const { shape } = files;
    const text = files.text(file);
    const before = asking.get(file);
    if (before && before.text === text && before.shape === shape) return before.documents;
    const byKey = new Map<object, Answers>();
    const documents = (world.source(files, file)?.documents ?? []).map(({ key }, document) => {
      const known = before?.shape === shape && before.byKey.has(key);
      const answers = known ? before.byKey.get(key) : answersFor(files, { file, document });
      byKey.set(key, answers);
      return answers;
    });
    asking.set(file, { text, shape, documents, byKey });
    return documents;
  }

  function answersFor(files: Files, origin: { readonly file: string; readonly document: number }): Answers {
    return isReferred(origin.file) || mayStartProgram(world.text(files, origin)) ? new Map() : undefined;
  }

  function passedBy(files: Files, origin: { readonly file: string; readonly document: number }, asked: Asked): Passed | undefined {
    const values = world
      .subjects(files, origin)
      .map(it => (it.type === 'component' && it.name === asked.component ? valuesFor(it, settingOf(it, asked.flag)) : []));
    return values.every(it => it !== undefined) ? values.flat() : undefined;
  }
}

function valuesFor(program: Component, setting: Setting): Passed | undefined {
  if (setting.origin === 'unknown') return undefined;
  const onNode = setting.value === undefined ? undefined : program.storage(setting.value)?.path;
  return onNode === undefined ? [setting.value] : [setting.value, onNode];
}

/** Of a flag that is not written, what is passed under the name that it had while it was an experiment. */
function settingOf(program: Component, flag: string): Setting {
  const setting = program.setting(flag);
  const old = setting.origin === 'default' ? program.setting(`experimental-${flag}`) : setting;
  return old.origin === 'set' ? old : setting;
}
