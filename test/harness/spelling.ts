/** Messages in the words of the command line, so that those of several formats can be compared. */

import { readFile } from '../../core/read.ts';
import type { Files } from './workspace.ts';

/** Puts flags in the place of the keys that these files have for them. */
export function asFlags(files: Files): (message: string) => string {
  const programs = Object.entries(files).flatMap(([path, text]) => readFile(path, text)?.documents.flatMap(it => it.read().programs) ?? []);
  const known = programs.flatMap(({ keys, written }) => [...(keys ?? []), ...written.map(({ name, key }) => [name, key] as const)]);
  const keys = known.flatMap(([flag, key]) => (key === undefined ? [] : [{ flag: flagOf(flag), key }]));
  const longestFirst = keys.sort((a, b) => b.key.length - a.key.length);
  return message => longestFirst.reduce((text, { flag, key }) => text.replaceAll(wholeWord(key), flag), message);
}

/** Settings that no flag stands for have the names of their keys. */
const flagOf = (name: string): string => (/[A-Z.]/.test(name) ? name : `--${name}`);

/** A key that may be a word as well is one only where something is said of it. */
const wholeWord = (key: string): RegExp =>
  new RegExp(`(?<![\\w.-])${key.replaceAll('.', '\\.')}${/[A-Z._-]/.test(key) ? '(?![\\w.-]*\\w)' : '(?= (?:is|has) )'}`, 'g');
