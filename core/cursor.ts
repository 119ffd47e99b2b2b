/** Where a cursor stands in block YAML that may be half typed: below which keys, and in which word. */

import { lineEndAt, lineStartAt, type Range } from './text.ts';

export interface Cursor {
  /** The keys above, the outermost first; entries of lists are left out. */
  readonly path: readonly string[];
  /** Whether the innermost of these keys has a list, in an entry of which the cursor stands. */
  readonly inEntry: boolean;
  /** The key whose value the word is; undefined where the word is a key itself, or a bare entry of a list. */
  readonly key: string | undefined;
  /** The word around the cursor; empty between words. */
  readonly word: Range;
  /** Whether a colon follows the word already. */
  readonly hasColon: boolean;
  /** The other keys of the same mapping. */
  readonly siblings: readonly string[];
}

/** Undefined in comments, in quotes, in braces and brackets, and behind a value. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = lineStartAt(text, offset);
  const here = lineOf(text.slice(start, offset).replace(/^\ufeff/, ''));
  const typed = here.key === undefined ? here.rest : here.value;
  if (!/^[\w./-]*$/.test(typed) || !here.isOpen) return undefined;
  const behind = /^[\w./-]*/.exec(text.slice(offset, lineEndAt(text, offset)))![0];
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map(lineOf);
  const at = text.slice(0, start).split('\n').length - 1;
  return {
    ...above(lines, at, here),
    key: here.key,
    word: { start: offset - typed.length, end: offset + behind.length },
    hasColon: /^[ \t]*:/.test(text.slice(offset + behind.length)),
  };
}

interface Line {
  /** The columns of the dashes that begin entries of lists. */
  readonly dashes: readonly number[];
  /** Of what stands behind them. */
  readonly column: number;
  readonly key: string | undefined;
  /** Behind the key. */
  readonly value: string;
  /** Behind the dashes. */
  readonly rest: string;
  /** Whether a word may follow: a dash and a colon are followed by a blank. */
  readonly isOpen: boolean;
}

function lineOf(line: string): Line {
  const dashes: number[] = [];
  let column = /^ */.exec(line)![0].length;
  for (let dash = /^-(?: +|$)/.exec(line.slice(column)); dash; dash = /^-(?: +|$)/.exec(line.slice(column))) {
    dashes.push(column);
    column += dash[0].length;
  }
  const rest = line.slice(column);
  const key = /^(["']?)([\w./-]+)\1[ \t]*:([ \t]+|$)/.exec(rest);
  const value = key ? rest.slice(key[0].length) : '';
  const isOpen = key ? key[3] !== '' : rest !== '' || !dashes.length || line.endsWith(' ');
  return { dashes, column, key: key?.[2], value, rest, isOpen };
}

/** Goes up the lines, each time to the next one that is less indented. */
function above(lines: readonly Line[], at: number, here: Line): Pick<Cursor, 'path' | 'inEntry' | 'siblings'> {
  const path: string[] = [];
  const siblings = here.dashes.length ? [] : keysBelow(lines, at, here.column);
  let limit = here.dashes[0] ?? here.column;
  let isEntry = here.dashes.length > 0;
  let inEntry = isEntry;
  if (isEntry) siblings.push(...keysBelow(lines, at, here.column));
  for (let i = at - 1; i >= 0 && (limit > 0 || isEntry || path.length === 0); i--) {
    const line = lines[i]!;
    if (isNothing(line)) continue;
    const [dash] = line.dashes;
    if (isEntry) {
      // A list may stand at the column of its key.
      if (dash === limit || line.key === undefined || line.column > limit) continue;
    } else if (line.column === limit && line.key !== undefined && (dash !== undefined || path.length === 0)) {
      if (path.length === 0) siblings.push(line.key);
      if (dash === undefined) continue;
      [limit, isEntry] = [dash, true];
      if (path.length === 0) inEntry = true;
      continue;
    } else if (line.key === undefined && line.rest === '' && dash !== undefined && dash < limit) {
      [limit, isEntry] = [dash, true];
      if (path.length === 0) inEntry = true;
      continue;
    } else if (line.key === undefined || line.column >= limit) continue;
    path.unshift(line.key);
    [limit, isEntry] = [dash ?? line.column, dash !== undefined];
  }
  return { path, inEntry, siblings };
}

/** The keys of the same mapping in the lines that follow. */
function keysBelow(lines: readonly Line[], at: number, column: number): string[] {
  const keys: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (isNothing(line)) continue;
    if ((line.dashes[0] ?? line.column) < column) break;
    if (line.column === column && line.key !== undefined) keys.push(line.key);
  }
  return keys;
}

const isNothing = ({ rest, dashes }: Line): boolean => (rest.trim() === '' && !dashes.length) || rest.trimStart().startsWith('#');
