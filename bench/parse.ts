/** What everything is measured against: the package `yaml` merely parsing the same bytes. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Parsed {
  /** Of each run over all files, in the order in which they ran. Reading the files is not counted. */
  readonly seconds: readonly number[];
  readonly files: number;
  readonly bytes: number;
}

/** Parses every YAML file below some folders; other files are left out, although a scan reads them. */
export function parse(times: string, ...folders: string[]): Parsed {
  const files = folders.flatMap(it => readdirSync(it, { recursive: true, withFileTypes: true })).filter(it => it.isFile());
  const paths = files.filter(it => /\.(?:ya?ml|json)$/.test(it.name)).map(it => join(it.parentPath, it.name));
  const texts = paths.map(it => readFileSync(it, 'utf8'));
  const seconds = Array.from({ length: Number(times) }, () => secondsToParse(texts));
  return { seconds, files: files.length, bytes: texts.reduce((sum, it) => sum + Buffer.byteLength(it), 0) };
}

/** The seconds that `yaml` needs, with its default options but for the messages, which cost it time. */
export function secondsToParse(texts: readonly string[]): number {
  const started = performance.now();
  for (const text of texts) parseAllDocuments(text, { logLevel: 'silent' });
  return (performance.now() - started) / 1000;
}
