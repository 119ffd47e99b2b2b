/** The files of a workspace as readers see them, and how they depend on each other. */

import { type Around, componentOf } from './assemble.ts';
import { NOTHING, type Reference, type SourceFile, type Sources } from './source.ts';
import { PROGRAM_KINDS, readFile } from './read.ts';
import type { Rule, Subject } from './rule.ts';
import { makeNeeded, type Needed, type Needing } from './needed.ts';
import { type Files, mayStartProgram } from './files.ts';
import type { Effective } from './layers.ts';
import { folderOf } from './folders.ts';
import { isStartedElsewhere, relate, type Relations } from './relations.ts';
import type { Unjudged } from './finding.ts';
import { onceFor, onceWhile } from './once.ts';
import { wantedBy } from './wanted.ts';

/** One document of one file. */
export interface Origin {
  readonly file: string;
  readonly document: number;
}

export interface World {
  /** Whether every file of the workspace is known, so that what is not found is not there. */
  readonly isComplete: boolean;
  complete(): void;
  /** Undefined for a file without text, or of a form that is not read. */
  source(files: Files, path: string): SourceFile | undefined;
  /** The documents whose findings may lie in a file: its own, and those of other files that start what it configures. */
  origins(files: Files, path: string): readonly Origin[];
  count(files: Files, path: string): number;
  start(files: Files, origin: Origin): number;
  text(files: Files, origin: Origin): string;
  /** Stands for everything beyond its own text that decides what a document's findings are. */
  dependencies(files: Files, origin: Origin): string;
  /** The same for a whole file. */
  digest(files: Files, path: string): string;
  /** Whether a document may hold what some of these rules ask for; if not, it is never parsed. */
  concerns(files: Files, origin: Origin, rules: readonly Rule[]): boolean;
  subjects(files: Files, origin: Origin): readonly Subject[];
  /** The files that the programs of a document name as their environment. */
  references(files: Files, origin: Origin): readonly Reference[];
  /** What else there is, as a file may refer to it. */
  around(files: Files, path: string): Around;
  /** Stands for everything beyond its own text that decides what the subjects of a file are. */
  standing(files: Files, path: string): string;
  unjudged(files: Files, origin: Origin): readonly Unjudged[];
  /** See `Context.newFile`. */
  newFile(files: Files, near: string, folder: string, name: string): string | undefined;
  /** What rules ask about other files. */
  readonly needed: Needed;
  forget(path: string): void;
}

/** Old and new readings of a file that are kept: verifying a fix goes to and fro between two. */
const READINGS = 3;

/** `needing` tells the kinds that some rule judges in the light of other files. */
export function makeWorld(
  settingsFor: (files: Files, path: string) => Pick<Effective, 'paths' | 'podKinds'>,
  needing: readonly Needing[],
): World {
  const readings = new Map<string, { readonly isPart: boolean; readonly source: SourceFile | undefined; readonly text: string }[]>();
  const pods = new Map<string, { readonly text: string; readonly isPod: boolean }>();
  let relations: { readonly shape: string; readonly isComplete: boolean; readonly value: Relations } | undefined;
  const saids = onceWhile<SourceFile, readonly string[]>();
  const digests = onceWhile<SourceFile, string>();
  const standings = onceWhile<SourceFile, string>();
  /** By the key of the document. */
  const mayStart = onceFor((_: object, text: string) => mayStartProgram(text));
  let isComplete = false;

  const world: World = {
    get isComplete() {
      return isComplete;
    },
    complete() {
      isComplete = true;
    },
    source(files, path) {
      const text = files.text(path);
      return text === undefined ? undefined : read(path, text, relationsOf(files).patches.has(path));
    },
    origins: (files, path) => [
      ...Array.from({ length: world.count(files, path) }, (_, document) => ({ file: path, document })),
      ...(relationsOf(files).starters.get(path) ?? []).map(it => it.origin),
    ],
    count: (files, path) => world.source(files, path)?.documents.length ?? 0,
    start: (files, origin) => documentOf(files, origin)?.range.start ?? 0,
    text(files, origin) {
      const range = documentOf(files, origin)?.range;
      return range ? files.text(origin.file)!.slice(range.start, range.end) : '';
    },
    dependencies(files, origin) {
      const context = world.source(files, origin.file)?.context?.() ?? '';
      return `${context} ${said(files, origin.file)[origin.document] ?? ''} ${around(files, origin.file)}`;
    },
    digest(files, path) {
      const source = world.source(files, path);
      return digests(source, stateOf(files), () => `${said(files, path).join('')} ${around(files, path)}`);
    },
    concerns(files, origin, rules) {
      const { key, kinds } = documentOf(files, origin) ?? {};
      if (!key || kinds === undefined) return true;
      const wanted = wantedBy(rules);
      if (kinds.some(it => wanted.kinds.has(it))) return true;
      if (settingsFor(files, origin.file).podKinds.some(it => kinds.includes(it.kind))) return true;
      if (wanted.mentions.some(it => kinds.some(kind => it.kinds.includes(kind)) && world.text(files, origin).includes(it.mentions)))
        return true;
      return wanted.programs && kinds.some(it => PROGRAM_KINDS.includes(it)) && mayStart(key, world.text(files, origin));
    },
    subjects(files, origin) {
      const { resources, programs } = sourcesOf(files, origin);
      const known = relationsOf(files);
      const mapped = world.around(files, origin.file);
      const { podKinds } = settingsFor(files, origin.file);
      const objects = podKinds.length ? resources.map(it => ({ ...it, podKinds })) : resources;
      return [...objects, ...programs.filter(it => !isStartedElsewhere(known, origin.file, it)).map(it => componentOf(it, mapped))];
    },
    references: (files, origin) => sourcesOf(files, origin).programs.flatMap(it => it.environment),
    around: (files, path) => ({ ...relationsOf(files).around, mapping: settingsFor(files, path).paths }),
    standing: (files, path) => standings(world.source(files, path), `${isComplete} ${files.shape}`, () => standingOf(files, path)),
    unjudged: (files, origin) => sourcesOf(files, origin).unjudged,
    newFile(files, near, folder, name) {
      const holdsPods = (it: string): boolean =>
        relationsOf(files)
          .below(it)
          .some(path => mayBePod(path) && isStaticPod(files, path));
      const home = holdsPods(folderOf(near)) ? folderOf(folderOf(near)) : folderOf(near);
      const path = [home, folder, name].filter(it => it !== '').join('/');
      return files.exists(path) || holdsPods(folderOf(path)) ? undefined : path;
    },
    get needed() {
      return needed;
    },
    forget: path => {
      readings.delete(path);
      pods.delete(path);
    },
  };
  const needed = makeNeeded(world, needing, (files, path) => relationsOf(files).patches.has(path));
  return world;

  function read(path: string, text: string, isPart: boolean): SourceFile | undefined {
    const kept = readings.get(path) ?? [];
    const at = kept.findIndex(it => it.text === text && it.isPart === isPart);
    const source = at === -1 ? readFile(path, text, { isPart, previous: kept[0]?.source }) : kept[at]!.source;
    if (at === 0) kept[0] = { text, isPart, source };
    else readings.set(path, [{ text, isPart, source }, ...kept.filter((_, index) => index !== at)].slice(0, READINGS));
    // With the very string that was asked for: comparing it with itself costs nothing, with an equal one all its length.
    return source;
  }

  function isStaticPod(files: Files, path: string): boolean {
    const text = files.text(path) ?? '';
    const known = pods.get(path);
    if (known?.text === text) return known.isPod;
    const now = { text, isPod: isPod(text) };
    pods.set(path, now);
    return now.isPod;
  }

  function relationsOf(files: Files): Relations {
    const { shape } = files;
    if (relations?.shape !== shape || relations.isComplete !== isComplete)
      relations = { shape, isComplete, value: relate(files, { isComplete, read, settingsFor }) };
    return relations.value;
  }

  function standingOf(files: Files, path: string): string {
    const context = world.source(files, path)?.context?.() ?? '';
    return [context, around(files, path), JSON.stringify(settingsFor(files, path).paths)].join(' ');
  }

  /** Stands for the files that are read together with this one, and for whether it is read as a part of objects. */
  function around(files: Files, path: string): string {
    const { patches, textsAround } = relationsOf(files);
    return `${patches.has(path) ? 'part' : ''} ${files.isRelated(path) ? `${isComplete} ${textsAround(path)}` : ''}`;
  }

  /** See `Needed.said`. */
  function said(files: Files, path: string): readonly string[] {
    return saids(world.source(files, path), stateOf(files), () => needed.said(files, path));
  }

  /** Whatever file changes, a flag of some document may name it. */
  function stateOf(files: Files): string {
    return `${isComplete} ${files.state}`;
  }

  function documentOf(files: Files, { file, document }: Origin): SourceFile['documents'][number] | undefined {
    return world.source(files, file)?.documents[document];
  }

  function sourcesOf(files: Files, origin: Origin): Sources {
    return documentOf(files, origin)?.read() ?? NOTHING;
  }
}

/** The kubelet runs every file of its folder for static Pods, so none may be put there that is no Pod. It does not look into folders below. */
const mayBePod = (path: string): boolean => /\.(?:ya?ml|json|manifest)$/.test(path);

const isPod = (text: string): boolean => /^["']?kind["']?\s*:\s*["']?Pod\b/m.test(text);
