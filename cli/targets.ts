/** What the paths on a command line mean: which folder is the workspace, and what in it is to be scanned. */

import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { liesIn, pathFrom, reasonOf } from '../host-node/paths.ts';
import { Failure } from './io.ts';

export interface Targets {
  /** The current directory where all paths lie in it, else the deepest folder that holds all of them. Absolute. */
  readonly root: string;
  /** Named one by one; as seen from the root, like all paths of a workspace. */
  readonly files: readonly string[];
  /** '' is the root. */
  readonly folders: readonly string[];
  /** A path of the workspace as seen from the current directory: the form that people gave, and that terminals link. */
  shown(path: string): string;
}

/** Throws a `Failure` for a path that does not exist. */
export async function targetsOf(cwd: string, paths: readonly string[]): Promise<Targets> {
  const found = await Promise.all(
    paths.map(async path => {
      const absolute = resolve(cwd, path);
      try {
        return { absolute, isFolder: (await stat(absolute)).isDirectory() };
      } catch (error) {
        const hint = path === 'safe' || path === 'suggested' ? ` To say what is fixed, write: --fix=${path}` : '';
        throw new Failure(`${path} cannot be scanned. ${reasonOf(error)}${hint}`);
      }
    }),
  );
  const root = rootOf(
    cwd,
    found.map(it => (it.isFolder ? it.absolute : dirname(it.absolute))),
  );
  const from = (isFolder: boolean) => [...new Set(found.filter(it => it.isFolder === isFolder).map(it => pathFrom(root, it.absolute)))];
  return { root, files: from(false), folders: from(true), shown: shownFrom(cwd, root) };
}

/** One text that is no file, as if it lay at this path. */
export function targetOfText(cwd: string, path: string): Targets {
  const absolute = resolve(cwd, path);
  const root = rootOf(cwd, [dirname(absolute)]);
  return { root, files: [pathFrom(root, join(dirname(absolute), basename(absolute)))], folders: [], shown: shownFrom(cwd, root) };
}

function rootOf(cwd: string, folders: readonly string[]): string {
  if (folders.every(it => liesIn(cwd, it))) return cwd;
  return folders.reduce((common, it) => {
    let folder = common;
    while (!liesIn(folder, it) && dirname(folder) !== folder) folder = dirname(folder);
    return folder;
  });
}

const shownFrom =
  (cwd: string, root: string) =>
  (path: string): string =>
    relative(cwd, join(root, path)).split(sep).join('/') || '.';
