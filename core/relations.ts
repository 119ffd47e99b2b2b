/** How the files of a workspace depend on each other. */

import { type Around, includedBy } from './assemble.ts';
import type { Effective } from './layers.ts';
import { type Files, isReferred, mayStartProgram } from './files.ts';
import { folderOf } from './folders.ts';
import { grouped } from './groups.ts';
import { hash } from './hash.ts';
import { merged } from './adapters/carriedfiles.ts';
import { once } from './once.ts';
import type { Origin } from './world.ts';
import { patchesOf } from './kustomize.ts';
import { PROGRAM_KINDS } from './read.ts';
import { NOTHING, type Program, type SourceFile, type Sources } from './source.ts';
import { slice } from './text.ts';

export interface Relations {
  readonly around: Around;
  /** By file: the documents of other files that start the programs it configures, and the names of those. */
  readonly starters: ReadonlyMap<string, readonly { readonly origin: Origin; readonly program: string }[]>;
  /** By file: the files that its programs read. */
  readonly included: ReadonlyMap<string, readonly string[]>;
  /** Files that a kustomization names as patches. */
  readonly patches: ReadonlySet<string>;
  /** Stands for the texts of the files that bear on a file. */
  textsAround(path: string): string;
  /** The files that lie in a folder, those of folders below left out. */
  below(folder: string): readonly string[];
}

export interface Relating {
  readonly isComplete: boolean;
  read(path: string, text: string, isPart: boolean): SourceFile | undefined;
  settingsFor(files: Files, path: string): Pick<Effective, 'paths'>;
}

export function relate(files: Files, { isComplete, read, settingsFor }: Relating): Relations {
  const paths = [...files.paths()];
  const given = paths.filter(it => files.isRelated(it) && files.text(it) !== undefined).sort();
  const patches = new Set(given.flatMap(it => patchesOf(it, files.text(it)!)));
  const documents = (path: string): readonly SourceFile['documents'][number][] => {
    const text = files.isRelated(path) ? files.text(path) : undefined;
    return text === undefined ? [] : (read(path, text, patches.has(path))?.documents ?? []);
  };
  const known = new Map<string, Sources | undefined>();
  const sources = (path: string): Sources | undefined => {
    if (!known.has(path)) {
      const all = documents(path).filter(it => mayStart(it, path, files.text(path)!));
      known.set(path, all.length ? merged(all.map(it => it.read())) : saysNothing(path, files.text(path)) ? NOTHING : undefined);
    }
    return known.get(path);
  };
  const starters = new Map<string, { origin: Origin; program: string }[]>();
  const included = new Map<string, readonly string[]>();
  const around: Around = { paths, isComplete, sources };
  for (const file of given) {
    for (const [document, it] of documents(file).entries()) {
      if (!mayStart(it, file, files.text(file)!)) continue;
      for (const program of it.read().programs) {
        const others = includedBy(program, { ...around, mapping: settingsFor(files, file).paths });
        if (!others.length) continue;
        included.set(file, [...(included.get(file) ?? []), ...others]);
        for (const other of others)
          starters.set(other, [...(starters.get(other) ?? []), { origin: { file, document }, program: program.name }]);
      }
    }
  }
  const folders = once(() => grouped(paths, folderOf));
  const hashes = new Map<string, string>();
  const hashOf = (path: string): string => {
    const known = hashes.get(path) ?? hash(files.text(path) ?? '');
    hashes.set(path, known);
    return known;
  };
  return {
    around,
    starters,
    included,
    patches,
    textsAround: path =>
      [
        // Documents of one file bear on each other only where one of them configures a program.
        ...(isReferred(path) ? [] : [path]),
        ...(included.get(path) ?? []),
        ...(starters.get(path) ?? []).flatMap(it => [it.origin.file, ...(included.get(it.origin.file) ?? [])]),
      ]
        .map(it => `${it} ${hashOf(it)}`)
        .join(' '),
    below: folder => folders().get(folder) ?? [],
  };
}

/** A file that holds nothing, or nothing but comments, gives nobody anything, whatever it is meant for. */
const saysNothing = (path: string, text: string | undefined): boolean =>
  isReferred(path) && text !== undefined && !/^[ \t]*[^\s#]/m.test(text);

/** Whether a program is judged where another file starts it, with everything that belongs to it. Beside a configuration, a YAML file may hold programs that nobody else starts. */
export const isStartedElsewhere = ({ starters }: Relations, file: string, { name, decides }: Program): boolean =>
  (decides !== undefined || !/\.(?:ya?ml|json)$/.test(file)) && (starters.get(file) ?? []).some(it => it.program === name);

/** Whether a document may say anything about programs, as far as its kinds and its words tell. */
const mayStart = ({ kinds, range }: SourceFile['documents'][number], file: string, text: string): boolean =>
  kinds === undefined || (kinds.some(it => PROGRAM_KINDS.includes(it)) && (isReferred(file) || mayStartProgram(slice(text, range))));
