/** Reads `.rampart.yaml`: what it says, and what is wrong with it, each with its place. */

import { type SchemaError, rampart as validate } from '../schemas/validators.js';
import { closest, didYouMean } from './closest.ts';
import type { Configuration } from './config.ts';
import { problemOfGlob } from './globs.ts';
import { readPlaced } from './placed.ts';
import type { Place } from './text.ts';

export interface SettingsProblem {
  readonly place: Place;
  /** One sentence, with a full stop; a question may follow it. */
  readonly message: string;
  /** What to put in the place instead, where it is plain what was meant. */
  readonly replacement?: string;
}

export interface Settings {
  /** What can be used of it: the parts that have problems are left out. */
  readonly configuration: Configuration;
  /** In the order of their places. Any problem is a reason not to go on where nobody can look at it: the command line exits with 2. */
  readonly problems: readonly SettingsProblem[];
}

type Path = readonly string[];

interface Complaint {
  /** What to leave out. */
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly message: string;
  readonly replacement?: string | undefined;
}

/** Never throws. `knownRules` are the ids that may be named; reserved ones included. */
export function readSettings(file: string, text: string, knownRules: readonly string[]): Settings {
  const placed = readPlaced(text);
  const data = withoutNothings(placed.data);
  const schemaErrors = data === undefined || validate(data) ? [] : [...(validate.errors ?? [])];
  const complaints = [...schemaErrors.map(it => complaintOf(it, data)), ...beyondSchema(data, knownRules)];
  const problems: SettingsProblem[] = placed.errors.map(it => ({ place: { file, range: it.range }, message: it.message }));
  for (const { path, on, message, replacement } of complaints) {
    const range = on === 'key' ? placed.keyRange(path) : placed.valueRange(path);
    problems.push({ place: { file, range }, message, ...(replacement !== undefined && { replacement }) });
  }
  const usable = without(
    data,
    complaints.map(it => it.path),
  );
  const configuration = typeof usable === 'object' && usable !== null && !Array.isArray(usable) ? usable : {};
  return { configuration, problems: distinct(problems).sort((a, b) => a.place.range.start - b.place.range.start) };
}

/** The keys that a mapping of the configuration can have, by the path to it with list indexes left out; for suggestions and completion. */
export const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  '': ['root', 'profile', 'rules', 'kubernetesVersion', 'distribution', 'exclude', 'overrides', 'ignore', 'paths', 'podSpecs'],
  overrides: ['files', 'profile', 'rules', 'kubernetesVersion'],
  ignore: ['rule', 'files', 'resource', 'reason', 'until'],
  podSpecs: ['group', 'kind', 'path'],
};

/** What to say where a value does not match the pattern that the schema has for it, by the last key of its path. */
const FORMS: Readonly<Record<string, string>> = {
  kubernetesVersion: 'A Kubernetes version is written as X.Y, for example 1.34.',
  until: 'A date is written as YYYY-MM-DD.',
  rule: 'A rule is named by its id: area/name.',
  rules: 'A rule is named by its id: area/name.',
  reason: 'A reason must not be empty.',
  resource: 'A resource is named as Kind/name, namespace/Kind/name, or by the name of a component.',
  files: 'A glob must not be empty or start with "!".',
  exclude: 'A glob must not be empty or start with "!".',
  paths: 'A path of the node starts with "/"; the path it stands for here does not.',
  group: 'A group is written without version, for example argoproj.io.',
  kind: 'A kind is one word, for example Rollout.',
  path: 'A path is keys with dots between them, * for every entry, for example spec.template.spec or spec.tasks.*.template.spec.',
};

const TYPES: Readonly<Record<string, string>> = { object: 'a mapping', array: 'a list', string: 'text', boolean: 'true or false' };

function complaintOf(error: SchemaError, data: unknown): Complaint {
  const path = pointer(error.instancePath);
  const { keyword, params } = error;
  const name = [...path].reverse().find(it => !/^\d+$/.test(it)) ?? 'The configuration';
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty);
    const suggestion = closest(key, SETTINGS[path.filter(it => !/^\d+$/.test(it)).join('.')] ?? []);
    return {
      path: [...path, key],
      on: 'key',
      message: `Rampart has no setting ${quote(key)} here.${didYouMean(suggestion)}`,
      replacement: suggestion,
    };
  }
  if (keyword === 'required') {
    return { path, on: 'value', message: `This entry must have ${quote(String(params.missingProperty))}.` };
  }
  if (keyword === 'enum') {
    const allowed = (params.allowedValues as readonly unknown[]).map(String);
    const suggestion = closest(String(valueAt(data, path)), allowed);
    const message = `${quote(String(path.at(-1)))} must be ${orList(allowed)}.${didYouMean(suggestion)}`;
    return { path, on: 'value', message, replacement: suggestion };
  }
  if (keyword === 'type') {
    const types = [params.type].flat().filter(it => it !== 'null' && it !== 'number');
    return { path, on: 'value', message: `${name === 'The configuration' ? name : quote(name)} must be ${TYPES[String(types[0])]}.` };
  }
  const propertyName = error.propertyName ?? (keyword === 'propertyNames' ? String(params.propertyName) : undefined);
  const described = path.includes('paths') ? 'paths' : name;
  const form = Object.hasOwn(FORMS, described) ? FORMS[described]! : 'This is not written as it must be.';
  return propertyName === undefined ? { path, on: 'value', message: form } : { path: [...path, propertyName], on: 'key', message: form };
}

/** What a schema cannot know: which rules there are, which days, and where paths lead. */
function* beyondSchema(data: unknown, knownRules: readonly string[]): Iterable<Complaint> {
  const known = new Set(knownRules);
  for (const path of [['rules'], ...indexes(data, 'overrides').map(it => ['overrides', it, 'rules'])]) {
    for (const rule of keysOf(valueAt(data, path))) yield* unknownRule([...path, rule], 'key', rule, known);
  }
  for (const index of indexes(data, 'ignore')) {
    const path = ['ignore', index];
    yield* unknownRule([...path, 'rule'], 'value', valueAt(data, [...path, 'rule']), known);
    const until = valueAt(data, [...path, 'until']);
    if (typeof until === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(until) && !isDay(until)) {
      yield { path: [...path, 'until'], on: 'value', message: `There is no day ${until}.` };
    }
  }
  for (const path of [['exclude'], ...['overrides', 'ignore'].flatMap(list => indexes(data, list).map(it => [list, it, 'files']))]) {
    for (const index of indexes(data, ...path)) {
      const glob = valueAt(data, [...path, index]);
      const message = typeof glob === 'string' && /^[^!]/.test(glob) ? problemOfGlob(glob) : undefined;
      if (message) yield { path: [...path, index], on: 'value', message };
    }
  }
  for (const key of keysOf(valueAt(data, ['paths']))) {
    const target = valueAt(data, ['paths', key]);
    if (typeof target === 'string' && target.split('/').includes('..')) {
      yield { path: ['paths', key], on: 'value', message: 'A path must stay below the folder of this file.' };
    }
  }
}

function* unknownRule(path: Path, on: 'key' | 'value', rule: unknown, known: ReadonlySet<string>): Iterable<Complaint> {
  if (typeof rule !== 'string' || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(rule) || known.has(rule)) return;
  const suggestion = closest(rule, known);
  yield { path, on, message: `There is no rule ${rule}.${didYouMean(suggestion)}`, replacement: suggestion };
}

/** Reckoned by hand: the core keeps no time, and this asks for none. */
function isDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** The data without what stands at these paths, and without entries of lists that lost a part. */
function without(data: unknown, paths: readonly Path[]): unknown {
  if (paths.some(it => it.length === 0)) return undefined;
  const below = (key: string): Path[] => paths.filter(it => it[0] === key).map(it => it.slice(1));
  if (Array.isArray(data)) return data.filter((_, i) => below(String(i)).length === 0);
  if (typeof data !== 'object' || data === null || paths.length === 0) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const rest = without(value, below(key));
      return rest === undefined ? [] : [[key, rest]];
    }),
  );
}

/** A key without a value is one that is still being typed: it says nothing yet. Nothing that the schema knows lies deeper than this looks. */
function withoutNothings(data: unknown, depth = 0): unknown {
  if (typeof data !== 'object' || data === null || depth > 10) return data;
  if (Array.isArray(data)) return data.map(it => withoutNothings(it, depth + 1));
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, it]) => it !== null)
      .map(([key, it]) => [key, withoutNothings(it, depth + 1)]),
  );
}

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (it, key) => (typeof it === 'object' && it !== null && Object.hasOwn(it, key) ? (it as Record<string, unknown>)[key] : undefined),
    data,
  );

const keysOf = (it: unknown): string[] => (typeof it === 'object' && it !== null && !Array.isArray(it) ? Object.keys(it) : []);

const indexes = (data: unknown, ...path: string[]): string[] => {
  const list = valueAt(data, path);
  return Array.isArray(list) ? list.map((_, i) => String(i)) : [];
};

const pointer = (path: string): Path =>
  path
    .split('/')
    .slice(1)
    .map(it => it.replaceAll('~1', '/').replaceAll('~0', '~'));

const quote = (text: string): string => `"${text}"`;

const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Two checks may say the same of one place. */
function distinct(problems: readonly SettingsProblem[]): SettingsProblem[] {
  const seen = new Set<string>();
  return problems.filter(it => {
    const key = `${it.place.range.start} ${it.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
