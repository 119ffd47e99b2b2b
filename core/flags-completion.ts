/** What may be written in the settings of control-plane programs, wherever they are written: a probe is put at the cursor, and who reads it is asked. */

import { flagOf, knownFlags } from './facts/flags.ts';
import { gateIn } from './facts/featuregates.ts';
import { pathOfFlag, SECTIONS, variableOfFlag } from './facts/etcd.ts';
import type { Completion } from './complete.ts';
import type { ComponentName, Written } from './model/component.ts';
import { ALONE, componentOf } from './assemble.ts';
import { isCurrent } from './facts/lifetimes.ts';
import { lineEndAt, lineStartAt, type Range } from './text.ts';
import { meaningOf } from './facts/meanings.ts';
import type { Program, SourceFile } from './source.ts';
import { readFile } from './read.ts';
import { valuesOf } from './facts/values.ts';

/** `previous` is the file as it was read without the probe; `kubernetesVersion` is that of the configuration. */
export interface Around {
  readonly path: string;
  readonly text: string;
  readonly previous: SourceFile | undefined;
  readonly kubernetesVersion: string | undefined;
}

/** Values where the cursor is in one of a flag with certain values, else flags that are not there yet and that the release has. */
export function completeFlags(around: Around, offset: number): readonly Completion[] {
  const line = { start: lineStartAt(around.text, offset), end: lineEndAt(around.text, offset) };
  if (/^\s*#/.test(around.text.slice(line.start, offset))) return [];
  const values = valuesAt(around, offset, line);
  return values.length ? values : namesAt(around, offset, line);
}

/** What no file holds, as a value and as a flag. */
const VALUE = 'rampartprobe';
const NAME = 'rampart-probe';

interface Found {
  readonly program: Program;
  readonly at: Written;
  readonly written: readonly Written[];
  readonly version: string | undefined;
}

/** Who reads the probe that takes the place of a range, and as what. */
function probe({ path, text, previous, kubernetesVersion }: Around, { start, end }: Range, by: string, is: (it: Written) => boolean) {
  const source = readFile(path, text.slice(0, start) + by + text.slice(end), { previous });
  const document = source?.documents.findLast(it => it.range.start <= start);
  for (const program of document?.read().programs ?? []) {
    const { written, version } = componentOf(program, ALONE);
    const at = written.find(is);
    if (!at) continue;
    const release = version ?? (program.name === 'etcd' ? undefined : kubernetesVersion);
    return { program, at, written: written.filter(it => it !== at), version: release } satisfies Found;
  }
  return undefined;
}

function valuesAt(around: Around, offset: number, line: Range): readonly Completion[] {
  const { text } = around;
  const typed = /[\w./-]*$/.exec(text.slice(line.start, offset))![0];
  const rest = /^[\w./-]*/.exec(text.slice(offset, line.end))![0];
  if (typed.startsWith('-')) return [];
  const range = { start: offset - typed.length, end: offset + rest.length };
  const found = probe(around, range, VALUE, it => it.value?.includes(VALUE) === true);
  const all = found ? valuesOf(found.program.name, found.at.name, found.version) : [];
  if (!found || !all.length) return [];
  const others = [found.at, ...found.written.filter(it => it.name === found.at.name)].flatMap(it => it.value?.split(',') ?? []);
  if (found.at.name === 'feature-gates') return gatesAt(all, others, range, text.startsWith('=', range.end));
  // Values of arguments in YAML are texts: true, false and numbers want quotes.
  const isBare = /^[^"'=]*:[ \t]*$/.test(text.slice(line.start, range.start)) && hasNamedArguments(around, offset);
  return all
    .filter(it => !others.includes(it))
    .map(it => ({ label: it, kind: 'value', range, newText: isBare && /^(?:true|false|\d+)$/.test(it) ? `"${it}"` : it }));
}

/** Names of gates, or what one is set to. `entries` are those of the flag, the probe among them. */
function gatesAt(gates: readonly string[], entries: readonly string[], range: Range, isSet: boolean): readonly Completion[] {
  const isValue = entries.some(it => it.includes(`=${VALUE}`));
  const there = entries.map(it => gateIn(it).name);
  return isValue
    ? ['true', 'false'].map(it => ({ label: it, kind: 'value', range, newText: it }))
    : gates.filter(it => !there.includes(it)).map(it => ({ label: it, kind: 'value', range, newText: isSet ? it : `${it}=true` }));
}

/** Whether a mapping or list of arguments (`extraArgs`, `kubeletExtraArgs`) is what the line is in. */
function hasNamedArguments({ text }: Around, offset: number): boolean {
  const before = text.slice(0, offset).split('\n');
  const indent = (line: string): number => /^[\s-]*/.exec(line)![0].length;
  let least = indent(before.at(-1)!);
  for (const line of before.slice(0, -1).reverse()) {
    if (!line.trim() || indent(line) >= least) continue;
    if (/args["']?\s*:\s*$/i.test(line)) return true;
    least = indent(line);
  }
  return false;
}

function namesAt(around: Around, offset: number, line: Range): readonly Completion[] {
  const { text } = around;
  const typed = /[\w-]*$/.exec(text.slice(line.start, offset))![0];
  const rest = /^[\w-]*/.exec(text.slice(offset, line.end))![0];
  const range = { start: offset - typed.length, end: offset + rest.length };
  const behind = text.slice(range.end, line.end);
  const isNamed = (it: Written): boolean => it.name === NAME;
  for (const [before, after] of spellings(typed, behind)) {
    const found = probe(around, range, `${before}${NAME}${after}${/[:=]$/.test(after) || after === ': ' ? 'x' : ''}`, isNamed);
    if (found) return offered(found, range, it => `${before}${it}`, after);
  }
  if (!/^\s*(?:export\s+)?$/.test(text.slice(line.start, range.start))) return [];
  const variable = behind.startsWith('=') ? '' : '=';
  const found = probe(around, range, `${variableOfFlag(NAME)}${variable && '=x'}`, isNamed);
  return found?.program.name === 'etcd' ? offered(found, range, variableOfFlag, variable) : [];
}

/** What stands before and behind a name: as a flag, as a key, as the name of an argument. */
function spellings(typed: string, behind: string): readonly (readonly [before: string, after: string])[] {
  const dashes = /^-/.test(typed) ? (/^-+/.exec(typed)![0].slice(0, 2) as '-' | '--') : '--';
  const flag = [dashes === '-' && typed.length === 1 ? '--' : dashes, behind.startsWith('=') ? '' : '='] as const;
  if (/^-/.test(typed)) return [flag];
  if (/^["']?[ \t]*:/.test(behind)) return [['', '']];
  const quote = /^["']/.exec(behind)?.[0];
  return [['', quote ? `${quote}: ${quote}` : ': '], ['', ''], flag];
}

/** Those first whose meaning is known: they matter to security. */
function offered(
  { program, written, version }: Found,
  range: Range,
  spell: (flag: string) => string,
  after: string,
): readonly Completion[] {
  const { name } = program;
  const isKey = name === 'etcd' && program.form === 'etcd configuration file';
  const there = new Set(written.map(it => it.name));
  const names = [...knownFlags(name).values()]
    .filter(it => isCurrent(name, it, version) && !there.has(it.name) && !NOT_SETTINGS.has(it.name))
    .map(it => it.name)
    .filter(it => !isKey || pathOfFlag(it)?.length === 1)
    .sort();
  const meant = names.filter(it => meaningOf(name, it) !== undefined);
  return [...meant, ...names.filter(it => !meant.includes(it)), ...(isKey ? SECTIONS : [])].map(flag => {
    const detail = meaningOf(name, flag) ?? typeText(name, flag);
    const behind = SECTIONS.has(flag) && isKey ? after.trimEnd() : after;
    return { label: spell(flag), kind: 'key', range, newText: `${spell(flag)}${behind}`, ...(detail && { detail }) };
  });
}

const NOT_SETTINGS: ReadonlySet<string> = new Set(['help', 'h', 'version']);

const typeText = (component: ComponentName, flag: string): string | undefined => {
  const type = flagOf(component, flag)?.type;
  return type && `${type[0]!.toUpperCase()}${type.slice(1)}.`;
};
