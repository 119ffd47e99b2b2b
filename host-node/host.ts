/** Files of one folder, read and written with Node: the only code that does. */

import * as nodeFiles from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from '../core/host.ts';
import { createFile, replaceFile } from './write.ts';
import type { FileSystem, Folder } from './paths.ts';
import { read } from './read.ts';
import { walk } from './walk.ts';

export interface NodeHost extends Host {
  /** Gives a file new text, all or nothing, and keeps its mode. Gives the reason, as a sentence, where it did not: so when the file no longer holds `was`. */
  write(path: string, text: string, was: string): Promise<string | undefined>;
  /** Writes a file that does not exist, with the folders it needs. Gives the reason, as a sentence, where it did not. */
  create(path: string, text: string): Promise<string | undefined>;
}

/** Files below `root`. Nothing outside it is ever read or written, whatever a path or a link says. */
export function createNodeHost(root: string, fs: FileSystem = nodeFiles): NodeHost {
  let real: Promise<string> | undefined;
  const folder: Folder = {
    fs,
    path: resolve(root),
    real: () =>
      (real ??= fs.realpath(folder.path).catch(error => {
        real = undefined;
        throw error;
      })),
  };
  return {
    list: (path, signal) => walk(folder, path, signal as AbortSignal | undefined),
    read: path => read(folder, path),
    write: (path, text, was) => replaceFile(folder, path, text, was),
    create: (path, text) => createFile(folder, path, text),
  };
}
