/** Writes files so that a crash, a full disk or another program's change never costs anybody text. */

import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  absolutePath,
  type FileSystem,
  type Folder,
  LEADS_OUT,
  LEADS_OUT_PATH,
  liesIn,
  locate,
  NOT_A_FOLDER,
  writeReasonOf,
} from './paths.ts';
import { read } from './read.ts';

/** Tells the files apart that this process has under way. */
let written = 0;

/** Writes beside the file, then renames: a reader sees the old text or the new, never half of it. Gives the reason where it did not. */
export async function replaceFile(folder: Folder, path: string, text: string, was: string): Promise<string | undefined> {
  const { fs } = folder;
  const located = await locate(folder, path);
  if ('reason' in located) return located.reason;
  const { real } = located;
  const beside = join(dirname(real), `.rampart-${process.pid}-${++written}.tmp`);
  try {
    if (await isReadOnly(fs, real)) return 'There is no permission to write it.';
    const { mode, uid, gid } = await fs.stat(real);
    const file = await fs.open(beside, 'wx', mode & 0o777);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.chown(beside, uid, gid).catch(() => undefined);
    await fs.chmod(beside, mode & 0o7777);
    const now = await read(folder, path);
    if (!('text' in now) || now.text !== was) {
      await fs.unlink(beside);
      return 'It was changed by another program in the meantime.';
    }
    await fs.rename(beside, real);
    return undefined;
  } catch (error) {
    await fs.unlink(beside).catch(() => undefined);
    return writeReasonOf(error);
  }
}

/** Gives the reason where it did not: so when the file exists. */
export async function createFile(folder: Folder, path: string, text: string): Promise<string | undefined> {
  const { fs } = folder;
  const absolute = absolutePath(folder, path);
  if (absolute === undefined || path === '' || path === '.') return LEADS_OUT_PATH;
  try {
    const parent = dirname(absolute);
    const nearest = await nearestThere(fs, parent);
    if (!liesIn(await folder.real(), await fs.realpath(nearest))) return LEADS_OUT;
    if (!(await fs.stat(nearest)).isDirectory()) return NOT_A_FOLDER;
    await fs.mkdir(parent, { recursive: true });
    const file = await fs.open(absolute, 'wx');
    try {
      await file.writeFile(text);
    } catch (error) {
      await fs.unlink(absolute);
      throw error;
    } finally {
      await file.close();
    }
    return undefined;
  } catch (error) {
    return writeReasonOf(error);
  }
}

/** The path itself where something is there, else the nearest one above it. */
async function nearestThere(fs: FileSystem, path: string): Promise<string> {
  try {
    await fs.stat(path);
    return path;
  } catch {
    return dirname(path) === path ? path : nearestThere(fs, dirname(path));
  }
}

/** A file that its owner protects stays as it is, although renaming over it would work. */
async function isReadOnly(fs: FileSystem, real: string): Promise<boolean> {
  try {
    await fs.access(real, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}
