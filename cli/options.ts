/** The options of `rampart scan`: what a person may write, and what it means. */

import { closest, didYouMean } from '../core/closest.ts';
import type { Configuration } from '../core/config.ts';
import type { Safety } from '../core/fix.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { controlsOf, selects } from '../core/selectors.ts';
import { type Profile, PROFILES, type Severity } from '../core/rule.ts';
import { FORMATS, type Format } from './formats.ts';
import { Failure } from './io.ts';

/** As commander gives them. */
export interface RawScanOptions {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly profile?: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly severity?: string;
  readonly failOn?: string;
  readonly exitZero?: boolean;
  readonly fix?: string;
  readonly diff?: boolean;
  /** False for `--no-inline-config`. */
  readonly inlineConfig?: boolean;
  readonly config?: string;
  readonly jobs?: string;
  readonly strict?: boolean;
  readonly stdinFilename?: string;
}

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
export function scanOptions(raw: RawScanOptions, rules: readonly RuleInfo[]): ScanOptions {
  if (raw.jobs !== undefined && !/^[1-9]\d*$/.test(raw.jobs)) throw new Failure('--jobs must be a number from 1.');
  const diff = raw.diff === true;
  return {
    outputs: outputsOf(raw, diff),
    configuration: configurationOf(raw, rules),
    show: raw.severity === undefined ? 'info' : oneOf('--severity', raw.severity, SEVERITIES),
    failOn: raw.failOn === undefined ? 'warning' : oneOf('--fail-on', raw.failOn, SEVERITIES),
    exitZero: raw.exitZero === true,
    fix: raw.fix === undefined ? (diff ? 'safe' : undefined) : FIXES[oneOf('--fix', raw.fix, ['safe', 'suggested'])],
    diff,
    config: raw.config,
    strict: raw.strict === true,
    stdinFilename: raw.stdinFilename,
  };
}

function configurationOf(raw: RawScanOptions, rules: readonly RuleInfo[]): Configuration {
  const select = raw.select?.map(it => selector('--select', it, rules));
  const deselect = raw.ignore?.map(it => selector('--ignore', it, rules));
  return {
    ...(raw.profile !== undefined && { profile: oneOf('--profile', raw.profile, PROFILES) satisfies Profile }),
    ...(raw.kubernetesVersion !== undefined && { kubernetesVersion: version(raw.kubernetesVersion) }),
    ...(select && { select }),
    ...(deselect && { deselect }),
    ...(raw.inlineConfig === false && { inlineSuppressions: false }),
  };
}

/** With `--diff` the difference has standard output for itself. */
function outputsOf(raw: RawScanOptions, diff: boolean): Output[] {
  const outputs = (raw.format ?? (diff && raw.output === undefined ? [] : ['pretty'])).map((it): Output => {
    const [name = '', ...file] = it.split('=');
    const format = oneOf('--format', name, FORMATS);
    if (file.length && !file.join('=')) throw new Failure(`--format ${name}= needs the name of a file.`);
    return { format, file: file.length ? file.join('=') : undefined };
  });
  const loose = outputs.filter(it => it.file === undefined);
  if (loose.length > 1) throw new Failure(`Two reports would go to the same place. Give one a file: --format ${loose[1]!.format}=FILE.`);
  if (raw.output !== undefined) {
    if (!loose.length) throw new Failure('--output has no report to write: every --format names a file of its own.');
    return outputs.map(it => ({ ...it, file: it.file ?? raw.output }));
  }
  if (diff && loose.length) throw new Failure(`--diff prints to the same place as the report. Give the report a file: --format ${loose[0]!.format}=FILE.`);
  const files = outputs.map(it => it.file).filter(it => it !== undefined);
  if (new Set(files).size < files.length) throw new Failure('Two reports would go to the same file.');
  return outputs;
}

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(it => it === value);
  if (found !== undefined) return found;
  const list = `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
  throw new Failure(`${option} must be ${list}, not "${value}".${didYouMean(closest(value, allowed))}`);
}

function selector(option: string, value: string, rules: readonly RuleInfo[]): string {
  if (rules.some(it => selects(it, value))) return value;
  const candidates = rules.flatMap(it => [it.id, `${it.id.split('/')[0]}/*`, ...controlsOf(it)]);
  throw new Failure(`${option} names no rule: ${value}.${didYouMean(closest(value, candidates))}`);
}

/** `1.34`, also where a person writes `v1.34.2`. */
function version(value: string): string {
  const match = /^v?(1\.\d{1,3})(?:\.\d+)?$/.exec(value);
  if (!match) throw new Failure(`--kubernetes-version must be a version such as 1.34, not "${value}".`);
  return match[1]!;
}
