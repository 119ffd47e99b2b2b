/** Lists the files below a folder: what is ignored is left out, what cannot be listed is named, and no file comes twice. */

import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Listing, Skipped } from '../core/host.ts';
import { type Folder, liesIn, locate, NOT_THERE, reasonOf } from './paths.ts';
import { GITIGNORE, IGNORED, type Ignored } from './ignored.ts';
import { read } from './read.ts';

/**
 * `path` itself may be ignored: it was asked for. A link to something that is listed under its own name is left out.
 * Rejects when the signal is aborted, and only then.
 */
export async function walk(workspace: Folder, path: string, signal?: AbortSignal): Promise<Listing> {
  const { fs } = workspace;
  const start = path === '.' ? '' : path;
  const located = await locate(workspace, start);
  if ('reason' in located) return { files: [], skipped: [{ path: start || '.', reason: located.reason }] };

  /** Real paths to the paths under which they are listed: what a link leads to may be there already. */
  const listed = new Map<string, string>();
  const folders = new Set<string>();
  const links: { readonly path: string; readonly ignored: Ignored }[] = [];
  const skipped: Skipped[] = [];

  await visit(start, located.real, await ignoredIn(start));
  // One after another, in the same order every time: where two lead to one place, only the first counts.
  while (links.length) for (const it of links.splice(0).sort(byPath)) await follow(it.path, it.ignored);
  return { files: [...listed.values()].sort(), skipped: skipped.sort(byPath) };

  /** The folders in a folder at once: most of the time goes by with waiting for the disk. */
  async function visit(folder: string, real: string, outer: Ignored): Promise<void> {
    signal?.throwIfAborted();
    if (folders.has(real)) return;
    folders.add(real);
    let entries: Dirent[];
    try {
      entries = await fs.readdir(real, { withFileTypes: true });
    } catch (error) {
      skipped.push({ path: folder || '.', reason: reasonOf(error) });
      return;
    }
    const ignored = entries.some(it => it.name === GITIGNORE) ? await withOwn(outer, folder) : outer;
    const inner: Promise<void>[] = [];
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      const realPath = join(real, entry.name);
      if (ignored.has(path, entry.isDirectory())) continue;
      if (entry.isSymbolicLink()) links.push({ path, ignored });
      else if (entry.isDirectory()) inner.push(visit(path, realPath, ignored));
      else if (!listed.has(realPath)) listed.set(realPath, path);
    }
    await Promise.all(inner);
  }

  async function follow(path: string, ignored: Ignored): Promise<void> {
    const target = await locate(workspace, path);
    if ('reason' in target) {
      skipped.push({ path, reason: target.reason === NOT_THERE ? 'The link leads nowhere.' : target.reason });
      return;
    }
    const { real } = target;
    const parent = await locate(workspace, path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    if ('real' in parent && liesIn(real, parent.real)) {
      skipped.push({ path, reason: 'The link leads back to a folder that it lies in.' });
      return;
    }
    if (listed.has(real) || folders.has(real)) return;
    try {
      const isFolder = (await fs.stat(real)).isDirectory();
      if (ignored.has(path, isFolder)) return;
      if (isFolder) await visit(path, real, ignored);
      else listed.set(real, path);
    } catch (error) {
      skipped.push({ path, reason: reasonOf(error) });
    }
  }

  /** What is ignored in the folder that was asked for, because of the folders above it. */
  async function ignoredIn(folder: string): Promise<Ignored> {
    let ignored = IGNORED;
    const segments = folder === '' ? [] : folder.split('/');
    for (const [depth] of segments.entries()) {
      ignored = await withOwn(ignored, segments.slice(0, depth).join('/'));
      if (ignored.has(segments.slice(0, depth + 1).join('/'), true)) return IGNORED;
    }
    return ignored;
  }

  async function withOwn(ignored: Ignored, folder: string): Promise<Ignored> {
    const own = await read(workspace, folder ? `${folder}/${GITIGNORE}` : GITIGNORE);
    return 'text' in own ? ignored.within(folder, own.text) : ignored;
  }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);
