/** How Rampart reaches files. Three implementations: Node, the editor's client, and memory for tests. All paths are relative to one workspace folder, with `/`. */

export interface Host {
  /** Every file below `path` that is not ignored, sorted; folders that cannot be listed and links that leave the workspace come in `skipped`. */
  list(path: string, signal?: AbortSignal): Promise<Listing>;
  /** The text of a file, or why it has none. Never rejects. */
  read(path: string): Promise<ReadResult>;
}

export interface Listing {
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly path: string;
  /** One sentence, with a full stop. */
  readonly reason: string;
}

export type ReadResult = { readonly text: string } | { readonly reason: string };

/** Files larger than this are named and left alone. */
export const LARGEST_FILE = 16 * 1024 * 1024;

/** Why a program, a picture or an archive has no text. */
export const BINARY = 'The file is binary.';

/** Bytes as text, or why they are none: too large, binary, or not UTF-8. A byte order mark stays in the text. */
export function decode(bytes: Uint8Array): ReadResult {
  if (bytes.subarray(0, 8192).includes(0)) return { reason: BINARY };
  if (bytes.length > LARGEST_FILE) return { reason: `The file is larger than ${LARGEST_FILE / 1024 / 1024} MB.` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { reason: 'The file is not valid UTF-8.' };
  }
}
