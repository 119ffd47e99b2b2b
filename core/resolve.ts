/** Which file of the workspace holds what a path of the node names. */

import { folderOf, foldersInCommon } from './folders.ts';
import { grouped } from './groups.ts';
import { onceFor } from './once.ts';

/** What is known of the workspace's files when paths are resolved. */
export interface KnownFiles {
  /** Workspace paths. */
  readonly paths: readonly string[];
  /** `paths` of the configuration: a path of the node, or a directory of it, and where the workspace keeps it. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
}

/** How a path is resolved for the file that names it. */
export interface Resolving {
  /** The workspace path of the file that names the path. */
  readonly near?: string;
  /** Whether a file name tells enough for its folders to be left out of account. */
  isTelling?(name: string): boolean;
}

/**
 * The workspace file behind a path of the node: by an entry of the configuration (the longest wins), else by the only file of the
 * right kind that shares the most path segments, counted from the end: at least two, or a telling name, or the folder of the file that names it.
 * Of several, the one that is nearest to that file. Undefined where none or several fit.
 */
export function resolvePath(
  nodePath: string,
  known: KnownFiles,
  isRightKind: (path: string) => boolean = () => true,
  { near, isTelling = () => false }: Resolving = {},
): string | undefined {
  const mapped = mappedPath(nodePath, known.mapping ?? {});
  if (mapped !== undefined) return known.paths.includes(mapped) ? mapped : undefined;
  const wanted = segments(nodePath);
  const name = wanted.at(-1);
  const least = (path: string): number => (isTelling(name ?? '') || (near !== undefined && folderOf(path) === folderOf(near)) ? 1 : 2);
  let best: string[] = [];
  let shared = 1;
  for (const { path, parts } of named(known.paths, name)) {
    const count = sharedSegments(wanted, parts);
    if (count < shared || count < least(path) || !isRightKind(path)) continue;
    if (count > shared) best = [];
    shared = count;
    best.push(path);
  }
  return best.length > 1 && near !== undefined ? nearest(best, near) : best.length === 1 ? best[0] : undefined;
}

/** The one that shares the most folders with a file, counted from the start. */
function nearest(paths: readonly string[], near: string): string | undefined {
  const counted = paths.map(path => ({ path, count: foldersInCommon(path, near) }));
  const most = Math.max(...counted.map(it => it.count));
  const best = counted.filter(it => it.count === most);
  return best.length === 1 ? best[0]!.path : undefined;
}

/** Where an entry of the configuration says that a path is, whether or not there is a file; undefined where none is about it. */
export function mappedPath(nodePath: string, mapping: Readonly<Record<string, string>>): string | undefined {
  const wanted = segments(nodePath);
  let best: readonly string[] | undefined;
  let result: string | undefined;
  for (const [from, to] of Object.entries(mapping)) {
    const parts = segments(from);
    if (parts.length < (best?.length ?? 0) || !parts.every((it, index) => wanted[index] === it)) continue;
    best = parts;
    result = [...segments(to), ...wanted.slice(parts.length)].join('/');
  }
  return result;
}

/** The paths that end with a name: only they can share segments, counted from the end. */
const named = (paths: readonly string[], name: string | undefined): readonly Known[] =>
  name === undefined ? [] : (byName(paths).get(name) ?? []);

interface Known {
  readonly path: string;
  readonly parts: readonly string[];
}

const byName = onceFor((paths: readonly string[]) =>
  grouped(
    paths.map(path => ({ path, parts: segments(path) })),
    ({ path }) => path.slice(path.lastIndexOf('/') + 1),
  ),
);

const segments = (path: string): string[] => path.split('/').filter(it => it !== '' && it !== '.');

function sharedSegments(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}
