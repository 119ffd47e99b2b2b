/** What may be written in `.rampart.yaml`, by the keys above the cursor; also while the file does not parse. */

import type { Completion } from './complete.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { PROFILES, type Rule } from './rule.ts';
import { SETTINGS } from './settings.ts';

type RuleNames = readonly Pick<Rule, 'id' | 'summary'>[];

/** `rules` are all that may be named, reserved ones included. */
export function completeSettings(text: string, offset: number, rules: RuleNames): readonly Completion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  return cursor.key === undefined ? keysAt(cursor, rules) : valuesAt(cursor, cursor.key, rules);
}

/** The words that a setting takes, by its path. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  root: ['true', 'false'],
  profile: PROFILES,
  'overrides.profile': PROFILES,
  distribution: ['kubeadm'],
};

/** The levels that a rule can have. */
export const LEVELS: readonly string[] = ['off', 'info', 'warning', 'error'];

/** Settings with a list of mappings. */
export const LISTS: ReadonlySet<string> = new Set(['overrides', 'ignore', 'podSpecs']);

/** Settings whose value begins on the next line. */
export const BLOCKS: ReadonlySet<string> = new Set([...LISTS, 'rules', 'exclude', 'paths', 'files']);

/** The mappings of rules and their levels. */
const LEVELLED: ReadonlySet<string> = new Set(['rules', 'overrides.rules']);

function keysAt({ path, inEntry, word: range, hasColon, siblings }: Cursor, rules: RuleNames): readonly Completion[] {
  const place = path.join('.');
  const colon = hasColon ? '' : ': ';
  const isFree = (name: string): boolean => !siblings.includes(name);
  if (LEVELLED.has(place)) return inEntry ? [] : ruleIds(rules, range, colon).filter(it => isFree(it.label));
  const keys = Object.hasOwn(SETTINGS, place) ? SETTINGS[place]! : [];
  if (inEntry && !LISTS.has(place)) return [];
  // A mapping of a list begins with its dash.
  const dash = LISTS.has(place) && !inEntry ? '- ' : '';
  return keys
    .filter(it => dash || isFree(it))
    .map(it => ({ label: it, kind: 'key', range, newText: `${dash}${it}${BLOCKS.has(it) ? colon.trimEnd() : colon}` }));
}

function valuesAt({ path, word: range }: Cursor, key: string, rules: RuleNames): readonly Completion[] {
  const place = [...path, key].join('.');
  if (place === 'ignore.rule') return ruleIds(rules, range, '');
  const values = LEVELLED.has(path.join('.')) ? LEVELS : Object.hasOwn(VALUES, place) ? VALUES[place]! : [];
  return values.map(it => ({ label: it, kind: 'value', range, newText: it }));
}

const ruleIds = (rules: RuleNames, range: Completion['range'], behind: string): readonly Completion[] =>
  rules.map(({ id, summary }) => ({ label: id, kind: 'rule', range, newText: `${id}${behind}`, detail: summary }));
