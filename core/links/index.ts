/** Joins flags with the files that they name: what is behind a flag, and which programs a configuration is passed to. */

import type { Around } from '../assemble.ts';
import { behind, type Behind, placeOf, takes } from './resolution.ts';
import type { Component } from '../model/component.ts';
import { CONFIGURATION_KINDS, FLAG_FILES } from '../facts/flagfiles.ts';
import { type Files, isReferred, mayStartProgram } from '../files.ts';
import { filesSaid, movedSaid, type Naming, namingOf, NOTHING_SAID, type SaidFiles } from './said.ts';
import { addTo } from '../groups.ts';
import { mappedPath } from '../resolve.ts';
import { makeContents } from './content.ts';
import { onceByName, onceFor, STATES } from '../once.ts';
import type { Origin, World } from '../world.ts';
import { PROGRAM_KINDS } from '../read.ts';
import type { Place } from '../text.ts';
import type { Resource } from '../model/resource.ts';
import type { SourceDocument, Sources } from '../source.ts';

export type { Behind } from './resolution.ts';
export type { Naming } from './said.ts';

type Configuration = Pick<Resource, 'carriedAs' | 'kind' | 'group'>;

export interface Links {
  /** What is behind a flag of a program; undefined where that is not known. `origin` is the document that starts it. */
  behind(files: Files, origin: Origin, program: Component, flag: string): Behind | undefined;
  /** The places of a document that name files of the workspace, and those files. */
  of(files: Files, origin: Origin): readonly { readonly naming: Naming; readonly behind: Behind }[];
  /** Where a configuration is passed to programs, in order. */
  passedBy(files: Files, origin: Origin, configuration: Configuration): readonly Naming[];
  /** Of each document of a file: stands for all that is answered about it, and changes only when an answer does. */
  answers(files: Files, path: string): readonly string[];
}

/** What the links need of the workspace. */
export type LinkedWorld = Pick<World, 'around' | 'count' | 'references' | 'source' | 'standing' | 'start' | 'subjects' | 'text'>;

/** What a file says, by document; places in it count from the start of the document. */
interface Kept {
  readonly text: string;
  readonly standing: string;
  /** By the key of the document. */
  readonly byKey: ReadonlyMap<object, SaidFiles>;
  readonly documents: readonly SaidFiles[];
}

export function makeLinks(world: LinkedWorld): Links {
  const readings = new Map<string, Kept>();
  /** By the key of the document: those that are files of their own. What they are passed for does not depend on where they stand. */
  const configurationsOf = onceFor((_: object, read: () => Sources): readonly Configuration[] =>
    read().resources.flatMap(({ carriedAs, kind, group }) => (carriedAs === undefined ? [{ kind, group }] : [])),
  );
  const indexes = onceByName<ReadonlyMap<string, readonly Naming[]>>(STATES);
  const content = makeContents((files, path) => world.source(files, path));
  const look = (files: Files, path: string) => ({ around: world.around(files, path), content: (it: string) => content(files, it) });

  const links: Links = {
    behind(files, origin, program, flag) {
      const naming = namingOf(program, flag);
      return naming && behind(naming, saidIn(files, origin).carried, look(files, origin.file));
    },
    of: (files, origin) => found(files, origin, saidIn(files, origin)),
    passedBy(files, origin, { carriedAs, kind, group }) {
      if (!CONFIGURATION_KINDS.has(kind)) return [];
      const own = { is: 'objects', objects: [{ kind, group, apiVersion: '', place: NOWHERE }] } as const;
      const isFor = ({ program, flag }: Naming): boolean => program !== undefined && takes(FLAG_FILES[program][flag]!, own);
      if (carriedAs !== undefined) return saidIn(files, origin).namings.filter(it => it.path === carriedAs && isFor(it));
      const name = origin.file.slice(origin.file.lastIndexOf('/') + 1);
      const named = (indexOf(files).get(name) ?? []).filter(isFor);
      return named.filter(it => {
        const found = behind(it, [], look(files, it.place.file));
        return found?.file === origin.file && found.isRight;
      });
    },
    answers(files, path) {
      const kept = keptOf(files, path)?.documents;
      return (world.source(files, path)?.documents ?? []).map((it, document) =>
        answer(files, { file: path, document }, it, kept?.[document] ?? NOTHING_SAID),
      );
    },
  };
  return links;

  function answer(files: Files, origin: Origin, { key, kinds, range: { start }, read }: SourceDocument, said: SaidFiles): string {
    const isProgram = kinds === undefined || kinds.some(it => PROGRAM_KINDS.includes(it));
    // Only what stands in other files is told of these, so they need not be moved to where their document is now.
    const own = isProgram ? found(files, origin, said).filter(it => !it.behind.isCarried) : [];
    const configurations = kinds?.some(it => CONFIGURATION_KINDS.has(it)) ? configurationsOf(key, read) : [];
    if (!own.length && !configurations.length) return '';
    const told = ({ file, range }: Place): readonly (string | number)[] =>
      file === origin.file ? [range.start - start, range.end - start] : [file, range.start, range.end];
    return JSON.stringify([
      ...own.map(({ naming, behind }) => [
        naming.flag,
        behind.file,
        behind.isRight,
        behind.content?.is,
        objectsIn(behind),
        told(placeOf(behind)),
      ]),
      ...configurations.flatMap(it => links.passedBy(files, origin, it).map(({ flag, program, place }) => [flag, program, told(place)])),
    ]);
  }

  function found(files: Files, origin: Origin, { namings, carried }: SaidFiles): ReturnType<Links['of']> {
    if (!namings.length) return [];
    const looking = look(files, origin.file);
    return namings.flatMap(naming => {
      const found = behind(naming, carried, looking);
      return found ? [{ naming, behind: found }] : [];
    });
  }

  function saidIn(files: Files, origin: Origin): SaidFiles {
    const said = keptIn(files, origin);
    return said === NOTHING_SAID ? said : movedSaid(said, origin.file, world.start(files, origin));
  }

  /** Places count from the start of the document. */
  function keptIn(files: Files, { file, document }: Origin): SaidFiles {
    return keptOf(files, file)?.documents[document] ?? NOTHING_SAID;
  }

  function keptOf(files: Files, path: string): Kept | undefined {
    const text = files.text(path);
    if (text === undefined) return undefined;
    const standing = world.standing(files, path);
    const before = readings.get(path);
    if (before?.text === text && before.standing === standing) return before;
    const isAsked = files.mayStart(path);
    const byKey = new Map<object, SaidFiles>();
    const documents = (isAsked ? (world.source(files, path)?.documents ?? []) : []).map(({ key }, document) => {
      const origin = { file: path, document };
      const known = before?.standing === standing ? before.byKey.get(key) : undefined;
      const said = known ?? saidAnew(files, origin, world.text(files, origin));
      byKey.set(key, said);
      return said;
    });
    const kept = { text, standing, byKey, documents };
    readings.set(path, kept);
    return kept;
  }

  function saidAnew(files: Files, origin: Origin, text: string): SaidFiles {
    if (!isReferred(origin.file)) {
      const kinds = world.source(files, origin.file)?.documents[origin.document]?.kinds;
      const isProgram = kinds === undefined || kinds.some(it => PROGRAM_KINDS.includes(it));
      if (!isProgram || !NAMES_FILE.test(text) || !mayStartProgram(text)) return NOTHING_SAID;
    }
    return movedSaid(filesSaid(world.subjects(files, origin), world.references(files, origin)), origin.file, -world.start(files, origin));
  }

  /** Every place that names a file, by the name that this file has in the workspace. */
  function indexOf(files: Files): ReadonlyMap<string, readonly Naming[]> {
    return indexes(`${files.shape} ${files.programs}`, () => indexed(files));
  }

  function indexed(files: Files): ReadonlyMap<string, readonly Naming[]> {
    const index = new Map<string, Naming[]>();
    const naming = [...files.paths()].filter(it => keptOf(files, it)?.documents.some(said => said.namings.length)).sort();
    for (const path of naming) {
      const { mapping = {} }: Around = world.around(files, path);
      for (const [document, { namings }] of keptOf(files, path)!.documents.entries()) {
        if (!namings.length) continue;
        for (const naming of saidIn(files, { file: path, document }).namings) {
          const target = mappedPath(naming.path, mapping) ?? naming.path;
          const name = target.slice(target.lastIndexOf('/') + 1);
          addTo(index, name, naming);
        }
      }
    }
    return index;
  }
}

/** No YAML text without one of these has a flag or a key that names a configuration, or carries a unit with an environment file. */
const NAMES_FILE =
  /-config\b|kubeconfig|[Pp]olicy-?[Ff]ile|config-file|CONFIG_FILE|[Pp]roviderConfig|EnvironmentFile|\bconfig["']?[ \t]*[:=]|[nN]ame["']?:[ \t]*["']?config\b/;

const NOWHERE: Place = { file: '', range: { start: 0, end: 0 } };

const objectsIn = ({ content }: Behind): readonly string[] =>
  content?.is === 'objects' ? content.objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`) : [];
