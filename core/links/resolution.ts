/** Which file of the workspace a path of the node names, and whether it is one that the program takes. */

import type { Around } from '../assemble.ts';
import type { Content } from './content.ts';
import { FLAG_FILES, type FlagFile } from '../facts/flagfiles.ts';
import { mappedPath, resolvePath } from '../resolve.ts';
import type { Named, Naming, SaidFiles } from './said.ts';

/** What is behind a path. */
export interface Behind {
  readonly file: string;
  /** It stands in a text that this very document carries for the path. */
  readonly isCarried: boolean;
  /** The program reads such a file. */
  readonly isRight: boolean;
  readonly content: Content | undefined;
}

export interface Looking {
  readonly around: Around;
  content(path: string): Content | undefined;
}

/**
 * By what the document itself writes there, by an entry of the configuration, or by the only file of the right kind that fits (`resolvePath`).
 * A file of another kind is taken for it only where this is beyond doubt: the configuration says so, its path ends with the whole path of
 * the node, or it shares two segments with it and is a configuration of another flag. Undefined where nothing or several fit.
 */
export function behind(naming: Naming, carried: SaidFiles['carried'], { around, content }: Looking): Behind | undefined {
  const wanted = naming.program && FLAG_FILES[naming.program][naming.flag];
  const own = carried.filter(it => it.as === naming.path);
  if (own.length) {
    const content: Content = { is: 'objects', objects: own };
    return { file: own[0]!.place.file, isCarried: true, isRight: wanted === undefined || takes(wanted, content), content };
  }
  const isReadBy = (path: string): boolean =>
    path !== naming.place.file && (wanted?.kinds.length ? takes(wanted, content(path)) : isRead(naming, path, around));
  const found = (isFit: (path: string) => boolean, near?: string): string | undefined =>
    resolvePath(naming.path, around, isFit, near === undefined ? {} : { near, isTelling });
  const right = found(isReadBy, naming.place.file);
  // An entry of the configuration does not ask for the kind.
  if (right !== undefined && isReadBy(right)) return { file: right, isCarried: false, isRight: true, content: content(right) };
  if (!wanted?.kinds.length) return undefined;
  const isOther = (path: string): boolean => path !== naming.place.file && isConfiguration(content(path));
  const file =
    mappedPath(naming.path, around.mapping ?? {}) === undefined
      ? (found(it => `/${it}`.endsWith(naming.path) && naming.path.split('/').length > 3) ?? found(isOther))
      : found(() => true);
  return file === undefined || file === naming.place.file ? undefined : { file, isCarried: false, isRight: false, content: content(file) };
}

/** Whether a flag takes what stands in a file. */
export const takes = ({ kinds, groups }: FlagFile, content: Content | undefined): boolean =>
  content?.is === 'objects' && content.objects.some(it => kinds.includes(it.kind) && (!groups || groups.includes(it.group)));

const isRead = ({ program, flag }: Naming, path: string, around: Around): boolean =>
  flag === 'EnvironmentFile'
    ? around.sources(path) !== undefined
    : (around.sources(path)?.programs.some(it => it.name === program && it.decides !== undefined) ?? false);

/** Whether a file is what one flag or another names. */
const isConfiguration = (content: Content | undefined): boolean => ALL.some(it => takes(it, content));

const ALL: readonly FlagFile[] = Object.values(FLAG_FILES).flatMap(it => Object.values(it));

/** Whether a file name says more than that this is a configuration. */
const isTelling = (name: string): boolean => !/^(?:config|configuration|conf|policy|kubeconfig|etcd)(?:\.\w+)*$/i.test(name);

/** Where to point in a file. */
export const placeOf = ({ file, content }: Behind): Named['place'] =>
  (content?.is === 'objects' ? content.objects[0]?.place : undefined) ?? { file, range: { start: 0, end: 0 } };
