/** Where paths of the workspace really are: links resolved, nothing outside the folder. */

import type * as nodeFiles from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** What is used of `node:fs/promises`; tests put something else in its place to see what happens when a disk fails. */
export type FileSystem = Pick<
  typeof nodeFiles,
  'access' | 'chmod' | 'chown' | 'mkdir' | 'open' | 'readdir' | 'realpath' | 'rename' | 'stat' | 'unlink'
>;

/** The folder that nothing leaves. */
export interface Folder {
  readonly fs: FileSystem;
  /** Absolute; links in it are not resolved. */
  readonly path: string;
  /** Rejects where the folder is not there. */
  real(): Promise<string>;
}

export type Located = { readonly real: string } | { readonly reason: string };

export const LEADS_OUT_PATH = 'The path leads out of the workspace folder.';

export const LEADS_OUT = 'The link leads out of the workspace folder.';

/** Whether an absolute path is `folder` or lies in it. Says nothing about links. */
export const liesIn = (folder: string, path: string): boolean =>
  !relative(folder, path).split(sep).includes('..') && !isAbsolute(relative(folder, path));

/** `path`, with `/`, as seen from `root`. Both are absolute. */
export const pathFrom = (root: string, path: string): string => relative(root, path).split(sep).join('/');

/** The absolute form of a workspace path; undefined for one that could lead elsewhere: absolute, with `..`, or of another system. */
export function absolutePath(folder: Folder, path: string): string | undefined {
  const segments = path === '' || path === '.' ? [] : path.split('/');
  if (segments.some(it => it === '' || it === '.' || it === '..' || it.includes('\0') || (sep === '\\' && /[\\:]/.test(it))))
    return undefined;
  return join(folder.path, ...segments);
}

/** The real path of a file or folder of the workspace. Never rejects. */
export async function locate(folder: Folder, path: string): Promise<Located> {
  const absolute = absolutePath(folder, path);
  if (absolute === undefined) return { reason: LEADS_OUT_PATH };
  try {
    const real = await folder.fs.realpath(absolute);
    return liesIn(await folder.real(), real) ? { real } : { reason: LEADS_OUT };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

export const NOT_THERE = 'It does not exist.';

export const NOT_A_FOLDER = 'A part of its path is not a folder.';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'There is no permission to read it.',
  EPERM: 'There is no permission to read it.',
  ENOENT: NOT_THERE,
  ENOTDIR: NOT_A_FOLDER,
  EISDIR: 'It is a folder, not a file.',
  ELOOP: 'The link leads back to itself.',
  EMFILE: 'Too many files are open.',
  ENFILE: 'Too many files are open.',
  ENAMETOOLONG: 'Its path is too long.',
  EIO: 'The disk could not read it.',
  ETIMEDOUT: 'The disk did not answer in time.',
  EROFS: 'The disk is read-only.',
  ENOSPC: 'The disk is full.',
  EEXIST: 'It exists already.',
};

/** What the operating system says went wrong, as one sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `It could not be read${code ? ` (${code})` : ''}.`;
}

/** The same where something was to be written: what does not exist then is the folder. */
export function writeReasonOf(error: unknown): string {
  const reason = reasonOf(error);
  return reason === NOT_THERE
    ? 'Its folder does not exist.'
    : reason.replace('to read it', 'to write it').replace('could not be read', 'could not be written');
}
