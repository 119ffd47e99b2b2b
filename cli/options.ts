/** The options of `rampart scan`: what a person may write, and what it means. */

import { normalize } from 'node:path';
import { closest, didYouMean } from '../core/closest.ts';
import type { Configuration } from '../core/config.ts';
import type { Safety } from '../core/fix.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { controlsOf, selects } from '../core/selectors.ts';
import { PROFILES, type Severity } from '../core/rule.ts';
import type { Arguments } from './arguments.ts';
import { FORMATS, type Format } from './formats.ts';
import { Failure } from './io.ts';

export interface ScanOptions {
  readonly outputs: readonly Output[];
  /** What outranks `.rampart.yaml`. */
  readonly configuration: Configuration;
  /** Findings below this are not shown. */
  readonly show: Severity;
  /** Findings at or above this give exit code 1. */
  readonly failOn: Severity;
  readonly exitZero: boolean;
  /** Undefined: nothing is fixed. */
  readonly fix: Exclude<Safety, 'choice'> | undefined;
  /** What would be fixed is printed, and nothing is written. */
  readonly diff: boolean;
  readonly config: string | undefined;
  readonly strict: boolean;
  readonly stdinFilename: string | undefined;
}

/** A report, and the file it goes to; undefined: standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

const SEVERITIES = ['info', 'warning', 'error'] as const satisfies readonly Severity[];

const FIXES = { safe: 'safe', suggested: 'suggest' } as const;

export const isAtLeast = (severity: Severity, least: Severity): boolean => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/** Throws a `Failure` that says what is not right and what would be. `rules` are those that may be selected. */
export function scanOptions(given: Arguments, rules: readonly RuleInfo[]): ScanOptions {
  const level = (option: string): Severity | undefined => optionally(given.one(option), it => oneOf(`--${option}`, it, SEVERITIES));
  const jobs = given.one('jobs');
  if (jobs !== undefined && !/^[1-9]\d*$/.test(jobs)) throw new Failure('--jobs must be a number from 1.');
  const diff = given.has('diff');
  const fix = given.one('fix') ?? (diff ? 'safe' : undefined);
  return {
    outputs: outputsOf(given.all('format'), given.one('output'), diff),
    configuration: configurationOf(given, rules),
    show: level('severity') ?? 'info',
    failOn: level('fail-on') ?? 'warning',
    exitZero: given.has('exit-zero'),
    fix: optionally(fix, it => FIXES[oneOf('--fix', it, ['safe', 'suggested'])]),
    diff,
    config: given.one('config'),
    strict: given.has('strict'),
    stdinFilename: given.one('stdin-filename'),
  };
}

function configurationOf(given: Arguments, rules: readonly RuleInfo[]): Configuration {
  const selectors = (option: string): string[] | undefined => {
    const named = given
      .all(option)
      ?.flatMap(it => it.split(','))
      .map(it => it.trim())
      .filter(Boolean);
    if (named?.length === 0) throw new Failure(`--${option} names no rule.`);
    return named?.map(it => selector(`--${option}`, it, rules));
  };
  const profile = optionally(given.one('profile'), it => oneOf('--profile', it, PROFILES));
  const kubernetesVersion = optionally(given.one('kubernetes-version'), version);
  const select = selectors('select');
  const deselect = selectors('ignore');
  return {
    ...(profile && { profile }),
    ...(kubernetesVersion && { kubernetesVersion }),
    ...(select && { select }),
    ...(deselect && { deselect }),
    ...(given.has('no-inline-config') && { inlineSuppressions: false }),
  };
}

/** With `--diff` the difference has standard output for itself. */
function outputsOf(formats: readonly string[] | undefined, file: string | undefined, diff: boolean): Output[] {
  const outputs = (formats ?? (diff && file === undefined ? [] : ['pretty'])).map((it): Output => {
    const [name = '', ...own] = it.split('=');
    const format = oneOf('--format', name, FORMATS);
    if (own.length && !own.join('=')) throw new Failure(`--format ${name}= needs the name of a file.`);
    return { format, file: own.length ? own.join('=') : undefined };
  });
  const loose = outputs.filter(it => it.file === undefined);
  if (loose.length > 1) throw new Failure(`Two reports would go to the same place. Give one a file: --format ${loose[1]!.format}=FILE.`);
  if (file !== undefined && !loose.length) throw new Failure('--output has no report to write: every --format names a file of its own.');
  if (diff && loose.length && file === undefined)
    throw new Failure(`--diff prints to the same place as the report. Give the report a file: --format ${loose[0]!.format}=FILE.`);
  const placed = outputs.map(it => ({ ...it, file: it.file ?? file }));
  if (new Set(placed.map(it => it.file && normalize(it.file))).size < placed.length)
    throw new Failure('Two reports would go to the same file.');
  return placed;
}

const optionally = <T, R>(value: T | undefined, read: (value: T) => R): R | undefined => (value === undefined ? undefined : read(value));

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(it => it === value);
  if (found !== undefined) return found;
  const list = `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
  throw new Failure(`${option} must be ${list}, not "${value}".${didYouMean(closest(value, allowed))}`);
}

function selector(option: string, value: string, rules: readonly RuleInfo[]): string {
  if (rules.some(it => selects(it, value))) return value;
  const candidates = rules.flatMap(it => [it.id, `${it.id.split('/')[0]}/*`, ...controlsOf(it)]);
  throw new Failure(
    `${option} names no rule: ${value}.${didYouMean(candidates.find(it => it === `${value}/*` || it.endsWith(`/${value}`)) ?? closest(value, candidates))}`,
  );
}

/** `1.34`, also where a person writes `v1.34.2`. */
function version(value: string): string {
  const match = /^v?(1\.\d{1,3})(?:\.\d+)?$/.exec(value);
  if (!match) throw new Failure(`--kubernetes-version must be a version such as 1.34, not "${value}".`);
  return match[1]!;
}
