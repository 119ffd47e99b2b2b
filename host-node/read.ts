/** Reads one file of the workspace, or says why it has no text. */

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { decode, LARGEST_FILE, type ReadResult } from '../core/host.ts';
import { type Folder, locate, reasonOf } from './paths.ts';

/** Looks before it opens: opening a pipe would wait for ever, and opening a device may do anything. Never rejects. */
export async function read(folder: Folder, path: string): Promise<ReadResult> {
  const located = await locate(folder, path);
  if ('reason' in located) return located;
  try {
    const found = await folder.fs.stat(located.real);
    if (found.isDirectory()) return { reason: 'It is a folder, not a file.' };
    if (!found.isFile()) return { reason: 'It is not a regular file.' };
    const file = await folder.fs.open(located.real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      return decode(await upTo(LARGEST_FILE + 1, file, found.size));
    } finally {
      await file.close();
    }
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The bytes of a file, but no more than `limit`, however long it says it is or turns out to be. */
async function upTo(limit: number, file: FileHandle, size: number): Promise<Uint8Array> {
  let bytes = Buffer.allocUnsafe(Math.min(limit, size + 1));
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
    length += bytesRead;
    // Asked for more than it says it has, it gave just that.
    if (bytesRead === 0 || length === size || length === limit) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(Math.min(limit - length, length + 1))]);
  }
}
