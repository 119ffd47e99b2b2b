/** Comments wherever a text may have them: above its lines and behind them, also in texts that it carries. */

import assert from 'node:assert/strict';
import { addsUp } from '../../core/facts/flags.ts';
import type { ComponentName, Written } from '../../core/model/component.ts';
import type { Place } from '../../core/text.ts';
import { dataOf } from './shapes.ts';
import type { Files } from './workspace.ts';

/** The files with a comment on every line that can have one: `above N` over it, and `behind N`. Numbers are counted through. */
export function commented(files: Files): Files {
  let count = 0;
  const next = (): number => ++count;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, commentedText(path, text, next)]));
}

/** Comments that fixes took away, but for those of settings and entries that went. */
export function lostComments(
  name: ComponentName,
  before: Files,
  writtenBefore: readonly Written[],
  after: Files,
  writtenAfter: readonly Written[],
): string[] {
  const kept = new Set(commentsIn(after));
  const mayGo = new Set(
    writtenBefore.flatMap(written => {
      const isSame = (it: Written): boolean => it.name === written.name;
      const left = writtenAfter.filter(isSame);
      if (left.length < writtenBefore.filter(isSame).length)
        return [...numbersAt(before, written.place), ...(left.length ? [] : numbersOfKey(before, written))];
      const entries = new Set(left.flatMap(it => it.value?.split(',') ?? []));
      const own = written.value?.split(',') ?? [];
      // The last entry took the setting along before another came.
      if (addsUp(name, written.name) && !own.some(it => entries.has(it)))
        return [...numbersAt(before, written.place), ...numbersOfKey(before, written)];
      return own.flatMap((it, i) => (entries.has(it) ? [] : (written.entryPlaces?.[i] ?? []))).flatMap(it => numbersAt(before, it));
    }),
  );
  return commentsIn(before).filter(it => !kept.has(it) && !mayGo.has(/\d+/.exec(it)![0]));
}

/** The key of a list that goes with its last entry. */
const numbersOfKey = (files: Files, { name }: Written): string[] =>
  Object.values(files)
    .flatMap(text => [...text.matchAll(/^ *"?(?:--)?([\w-]+)"?: # behind (\d+)$/gm)])
    .flatMap(([, key, number]) => (key === name ? [number!] : []));

/** The numbers of the comments of what stands at a place: above its lines and behind them, and of what hangs on the entry of a list that it is. */
function numbersAt(files: Files, { file, range }: Place): string[] {
  const text = files[file]!;
  const start = text.lastIndexOf('\n', range.start) + 1;
  const above = /# above (\d+)\s*\n$/.exec(text.slice(0, start))?.[1];
  const [first = '', ...rest] = text.slice(start).split('\n');
  const lines = text.slice(start, range.end).split('\n').length;
  const hanging = rest.findIndex((it, index) => index + 1 >= lines && indentOf(it) <= indentOf(first));
  const own = [first, ...rest.slice(0, hanging === -1 ? rest.length : hanging)].join('\n');
  return [...(above ? [above] : []), ...[...own.matchAll(/# (?:above|behind) (\d+)/g)].map(it => it[1]!)];
}

/** The comments that stand in files, in order. */
const commentsIn = (files: Files): string[] => Object.values(files).flatMap(it => it.match(/# (?:above|behind) \d+\b/g) ?? []);

function commentedText(path: string, text: string, next: () => number): string {
  if (/\.json$/.test(path)) return text;
  if (!/\.(?:ya?ml|bu)$/.test(path)) return commentedLines(text, next);
  const result = commentedYaml(text, next);
  assert.deepEqual(withoutComments(dataOf(result)), dataOf(text), result);
  return result;
}

/** A unit, an environment file, a list of flags: lines, some of which go on in the next one. */
function commentedLines(text: string, next: () => number): string {
  let goesOn = false;
  return text.replace(/^.+$/gm, line => {
    const isInside = goesOn;
    goesOn = /\\$/.test(line);
    return isInside || /^[#[]/.test(line) ? line : `# above ${next()}\n${line}`;
  });
}

function commentedYaml(text: string, next: () => number): string {
  const lines = text.split('\n');
  const result: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const indent = indentOf(line);
    if (!isOneLine(line, lines[at + 1])) {
      result.push(line);
      continue;
    }
    const number = next();
    if (at) result.push(`${' '.repeat(indent)}# above ${number}`);
    result.push(`${line} # behind ${number}`);
    if (!/[:-] [|>][-+]?$/.test(line)) continue;
    const end = lines.findIndex((it, index) => index > at && it !== '' && indentOf(it) <= indent);
    const block = lines.slice(at + 1, end === -1 ? lines.length : end);
    const inner = Math.min(...block.filter(it => it).map(indentOf));
    const carried = block.map(it => it.slice(inner)).join('\n');
    const own = /^\[\w+\]$/m.test(carried) ? commentedLines(carried, next) : commentedYaml(carried, next);
    result.push(own.replace(/^(?=.)/gm, ' '.repeat(inner)));
    at += block.length;
  }
  return result.join('\n');
}

const indentOf = (line: string): number => /^ */.exec(line)![0].length;

/** A key or an entry of a list that does not go on in the next line. */
const isOneLine = (line: string, next: string | undefined): boolean =>
  isStart(line) && (!next || isStart(next) || /^\s*#/.test(next) || indentOf(next) <= indentOf(line) || /[|>][-+]?$/.test(line));

const isStart = (line: string): boolean => /^ *(?:- |"?[\w./-]+"?:(?: |$))/.test(line) && !/^[^"'#]* #/.test(line);

/** Data, less the comments of the texts that it carries. */
function withoutComments(data: unknown): unknown {
  if (typeof data === 'string') return data.replace(/^ *# above \d+\n?/gm, '').replace(/ # behind \d+/g, '');
  if (Array.isArray(data)) return data.map(withoutComments);
  return data && typeof data === 'object' ? Object.fromEntries(Object.entries(data).map(([key, it]) => [key, withoutComments(it)])) : data;
}
