/** Which files Rampart leaves alone: the one decision that every host asks. Pure, so that hosts without Node can use it too. */

import ignore from 'ignore';
import { CONFIG_FILE } from '../core/config.ts';

/** What is ignored below one folder. All paths are relative to the workspace, with `/`. */
export interface Ignored {
  /** Whether to leave this file or folder alone, given that the folders it lies in are not left alone. */
  has(path: string, isFolder: boolean): boolean;
  /** What is ignored below `folder`, whose `.gitignore` has this text; a deeper `.gitignore` outranks this one. */
  within(folder: string, gitignore: string): Ignored;
}

export const GITIGNORE = '.gitignore';

/** Folders whose content nobody of this project wrote. No `.gitignore` brings them back. */
const FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  '.terraform',
  '.terragrunt-cache',
  '.venv',
  '__pycache__',
]);

/** What is ignored where no `.gitignore` says anything. */
export const IGNORED: Ignored = below([]);

/**
 * Whether a file is left alone, by its own path or by a folder above it.
 * `gitignore` gives the text of a folder's `.gitignore`, undefined where there is none; the workspace folder itself is ''.
 */
export function isIgnored(path: string, gitignore: (folder: string) => string | undefined): boolean {
  let ignored = IGNORED;
  for (let end = 0; ; ) {
    const folder = path.slice(0, Math.max(0, end - 1));
    const text = gitignore(folder);
    if (text !== undefined) ignored = ignored.within(folder, text);
    const slash = path.indexOf('/', end);
    if (slash === -1) return ignored.has(path, false);
    if (ignored.has(path.slice(0, slash), true)) return true;
    end = slash + 1;
  }
}

/** All patterns as if they stood in the `.gitignore` of the workspace folder, so that the last one that matches decides, as it does in git. */
function below(patterns: readonly string[]): Ignored {
  const matcher = ignore({ ignorecase: false }).add(patterns);
  return {
    has: (path, isFolder) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (isFolder && FOLDERS.has(name)) return true;
      if (name === CONFIG_FILE) return false;
      return patterns.length > 0 && matcher.ignores(isFolder ? `${path}/` : path);
    },
    within: (folder, gitignore) => {
      const lines = gitignore
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .filter(it => it.trim() && !it.startsWith('#'));
      return lines.length ? below([...patterns, ...lines.map(it => anchor(it, folder))]) : below(patterns);
    },
  };
}

/** A pattern of a folder's `.gitignore`, said from the workspace folder. */
function anchor(line: string, folder: string): string {
  if (!folder) return line;
  const negated = line.startsWith('!');
  const pattern = negated ? line.slice(1) : line;
  const isPath = pattern.trimEnd().slice(0, -1).includes('/');
  const prefix = `/${folder.replace(/[\\*?[\]!# ]/g, '\\$&')}/`;
  return (negated ? '!' : '') + prefix + (isPath ? '' : '**/') + pattern.replace(/^\//, '');
}
