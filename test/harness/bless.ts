/** Accepts what is reported now: rewrites expected text inside a source file, keeping its indentation. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/** Where an expectation is written: a file, and a text that stands in it before the expectation. */
export interface Expectation {
  readonly file: string;
  readonly after: string;
}

/** Compares, or with BLESS=1 rewrites the expectation. */
export function expectText(actual: string, expected: string, where: Expectation, message?: string): void {
  if (process.env['BLESS'] && actual !== expected) bless(where, expected, actual);
  else assert.equal(actual, expected, message && actual !== expected ? `${message}\n${difference(actual, expected)}` : undefined);
}

/** Replaces the first block of lines that equals `expected`, whatever its indentation, by `actual`. */
function bless({ file, after }: Expectation, expected: string, actual: string): void {
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  const wanted = expected.replace(/\n$/, '').split('\n');
  const from = source.slice(0, Math.max(0, source.indexOf(after))).split('\n').length - 1;
  const first = lines.findIndex((_, at) => at >= from && indentOf(lines, at, wanted) !== undefined);
  if (first < 0) throw new Error(`cannot find the expected text after "${after}" in ${file}; expected is\n${actual}`);
  const indent = indentOf(lines, first, wanted)!;
  const replacement = actual.replace(/\n$/, '').split('\n');
  lines.splice(first, wanted.length, ...replacement.map(it => (it ? indent + it : it)));
  writeFileSync(file, lines.join('\n'));
}

/** The indentation with which the block stands at this line; undefined where it does not. */
function indentOf(lines: readonly string[], at: number, wanted: readonly string[]): string | undefined {
  const line = lines[at]!;
  if (!line.endsWith(wanted[0]!)) return undefined;
  const indent = line.slice(0, line.length - wanted[0]!.length);
  if (indent.trim()) return undefined;
  return wanted.every((it, i) => lines[at + i] === (it ? indent + it : it)) ? indent : undefined;
}

/** The first line in which two texts differ, for messages that name more than the texts. */
function difference(actual: string, expected: string): string {
  const [a, b] = [actual.split('\n'), expected.split('\n')];
  const at = a.findIndex((it, i) => it !== b[i]);
  const line = at < 0 ? a.length : at;
  return `line ${line + 1}: ${JSON.stringify(a[line])} instead of ${JSON.stringify(b[line])}\n--- got\n${actual}\n--- expected\n${expected}`;
}
