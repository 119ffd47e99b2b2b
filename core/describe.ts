/** What can be said about a place in a file, whether or not anything is wrong there: what a setting does, or which rule is named. */

import { configuredBy, defaultsOf, type PastDefault } from './facts/defaults.ts';
import type { Component, ComponentName, Written } from './model/component.ts';
import { directivesOf } from './directives.ts';
import { type FieldDescription, fieldAt } from './fields-description.ts';
import type { Files } from './files.ts';
import { addsUp, flagOf } from './facts/flags.ts';
import type { FlagType } from './facts/flagtable.ts';
import { type GrantDescription, grantsAt } from './grants/describe.ts';
import { type Lifetime, lifetimeOf } from './facts/lifetimes.ts';
import { meaningOf } from './facts/meanings.ts';
import type { Place, Range } from './text.ts';
import type { Policies } from './policy.ts';
import { readPlaced } from './placed.ts';
import { reservedRules } from './reserved.ts';
import type { Rule } from './rule.ts';
import { rulesByFlag } from './asked.ts';
import type { World } from './world.ts';

export type Description = SettingDescription | RuleDescription | GrantDescription | FieldDescription;

/** A rule whose id stands in a suppression or in `.rampart.yaml`. */
export interface RuleDescription {
  readonly about: 'rule';
  /** Of the id. */
  readonly range: Range;
  readonly rule: string;
  readonly summary: string;
}

/** A setting of a control-plane program. */
export interface SettingDescription {
  readonly about: 'setting';
  /** Of the whole setting: flag and value, or key and value. */
  readonly range: Range;
  readonly component: ComponentName;
  /** Without dashes, however it is written here. */
  readonly flag: string;
  /** What it does: one or two plain sentences, as text; undefined where nobody has written that down. */
  readonly meaning: string | undefined;
  readonly type: FlagType;
  readonly lifetime: Lifetime;
  /** The release of the program, as `X.Y`; undefined where nothing states it. */
  readonly version: string | undefined;
  /** One default for the version, or for all of them; several where the version is not known and they differ; none where it is not known. */
  readonly defaults: readonly PastDefault[];
  /** Flags of the same program: where one of these is given, the file that it names decides in place of the default. */
  readonly configuredBy: readonly string[];
  /** What whoever starts the program would pass if nobody wrote the flag. */
  readonly supplied: { readonly by: string; readonly value: string } | undefined;
  /** What the program gets, where that is not simply what is written here. */
  readonly outcome: Outcome | undefined;
  /** Where the program is started, if that is another file. */
  readonly startedIn: Place | undefined;
  /** The rules that look at this flag; `isOn` tells whether they judge this file. */
  readonly rules: readonly { readonly id: string; readonly isOn: boolean }[];
}

/** What several occurrences of a flag come to. */
export type Outcome =
  /** They add up; `others` are the rest of them. */
  | { readonly is: 'joined'; readonly value: string; readonly others: readonly Place[] }
  /** This one counts, `others` do not. */
  | { readonly is: 'last'; readonly value: string; readonly others: readonly Place[] }
  /** It does not count: the one at `by` comes later, and gives `value`. */
  | { readonly is: 'overruled'; readonly value: string; readonly by: Place }
  /** A template, a variable or another file has a say, and cannot be seen. */
  | { readonly is: 'unknown' };

export interface Known {
  readonly world: World;
  readonly policies: Policies;
  readonly files: Files;
  readonly rules: readonly Rule[];
}

/** Undefined where nothing is known about what stands there. Never throws. */
export function describeAt(known: Known, path: string, offset: number): Description | undefined {
  if (known.policies.isConfig(path)) return ruleIn(idsOfSettings(known.files.text(path) ?? ''), known.rules, offset);
  return (
    namedRule(known, path, offset) ??
    settingAt(known, path, offset) ??
    grantsAt(known.world, known.files, path, offset) ??
    fieldAt(known.world, known.files, path, offset)
  );
}

interface Id {
  readonly id: string;
  readonly range: Range;
}

function ruleIn(ids: Iterable<Id>, rules: readonly Rule[], offset: number): RuleDescription | undefined {
  for (const { id, range } of ids) {
    const rule = holds(range, offset) ? [...rules, ...reservedRules].find(it => it.id === id) : undefined;
    if (rule) return { about: 'rule', range, rule: id, summary: rule.summary };
  }
  return undefined;
}

/** In a comment or an annotation. */
function namedRule({ world, files, rules }: Known, path: string, offset: number): RuleDescription | undefined {
  const source = world.source(files, path);
  const named = source?.text.includes('rampart') ? directivesOf(source).flatMap(it => it.rules) : [];
  return ruleIn(
    named.map(({ id, place }) => ({ id, range: place.range })),
    rules,
    offset,
  );
}

/** The ids under `rules` and behind `rule`, wherever `.rampart.yaml` has them. */
function idsOfSettings(text: string): readonly Id[] {
  const { data, keyRange, valueRange } = readPlaced(text);
  const keys = (path: readonly string[]): Id[] => Object.keys(mapping(at(data, path))).map(id => ({ id, range: keyRange([...path, id]) }));
  const indexes = (key: string): string[] => Object.keys(list(at(data, [key])));
  return [
    ...keys(['rules']),
    ...indexes('overrides').flatMap(it => keys(['overrides', it, 'rules'])),
    ...indexes('ignore').map(it => ({ id: String(at(data, ['ignore', it, 'rule'])), range: valueRange(['ignore', it, 'rule']) })),
  ];
}

const at = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((it, key) => (Array.isArray(it) ? it[Number(key)] : mapping(it)[key]), data);

const mapping = (it: unknown): Readonly<Record<string, unknown>> =>
  typeof it === 'object' && it !== null && !Array.isArray(it) ? (it as Record<string, unknown>) : {};

const list = (it: unknown): readonly unknown[] => (Array.isArray(it) ? it : []);

function settingAt(known: Known, path: string, offset: number): SettingDescription | undefined {
  const { world, files, rules, policies } = known;
  const found = world
    .origins(files, path)
    .filter(it => (it.file !== path || isWithin(known, it, offset)) && world.concerns(files, it, rules))
    .flatMap(it => world.subjects(files, it))
    .flatMap(it =>
      it.type === 'component' ? it.written.filter(one => isAt(one, path, offset)).map(here => ({ here, component: it })) : [],
    )
    .sort((a, b) => length(a.here) - length(b.here))[0];
  const fact = found && flagOf(found.component.name, found.here.name);
  if (!found || !fact) return undefined;
  const { component, here } = found;
  const { name } = component;
  const flag = here.name;
  const policy = policies.policyFor(files, path);
  const version = component.version ?? (name === 'etcd' ? undefined : policy.kubernetesVersion);
  const lifetime = lifetimeOf(name, flag);
  const defaults = defaultsOf(name, flag, version);
  const supplied = component.supplied(flag);
  const on = new Set(policy.rules.map(it => it.rule.id));
  return {
    about: 'setting',
    range: { start: here.place.range.start, end: here.place.range.end },
    component: name,
    flag,
    meaning: meaningOf(name, flag),
    type: fact.type,
    lifetime,
    version,
    // What flags that are gone did by default is known only where it is written down.
    defaults: lifetime.last === undefined || defaults.some(it => it.value !== undefined) ? defaults : [],
    configuredBy: configuredBy(name, flag).filter(it => it !== flag),
    supplied: supplied !== undefined && component.distribution ? { by: component.distribution, value: supplied } : undefined,
    outcome: outcomeOf(component, here),
    startedIn: component.place.file === path ? undefined : placeOf(component.place),
    rules: (rulesByFlag(rules, name).get(flag) ?? []).map(id => ({ id, isOn: on.has(id) })),
  };
}

function isWithin({ world, files }: Known, origin: { readonly file: string; readonly document: number }, offset: number): boolean {
  const start = world.start(files, origin);
  return start <= offset && offset <= start + world.text(files, origin).length;
}

/** Undefined where the program simply gets what is written here. */
function outcomeOf(component: Component, here: Written): Outcome | undefined {
  const setting = component.setting(here.name);
  if (setting.origin !== 'set') return { is: 'unknown' };
  const { value, at: last } = setting;
  const others = component.written.filter(it => it.name === here.name && it !== here).map(it => placeOf(it.place));
  if (!others.length) return undefined;
  if (addsUp(component.name, here.name)) return { is: 'joined', value, others };
  return last === here ? { is: 'last', value, others } : { is: 'overruled', value, by: placeOf(last.place) };
}

/** Plain data, whatever the component holds. */
const placeOf = ({ file, range: { start, end } }: Place): Place => ({ file, range: { start, end } });

const isAt = ({ place }: Written, path: string, offset: number): boolean => place.file === path && holds(place.range, offset);

const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

const length = ({ place: { range } }: Written): number => range.end - range.start;
