/** Which rules are about which flags: found out by asking every rule about made-up programs, so that it is written down nowhere. */

import type { Component, ComponentName, Setting, Written } from './model/component.ts';
import type { Context, Problem, Rule } from './rule.ts';
import { NOTHING_GRANTED } from './model/standing.ts';
import { describedFlags } from './facts/meanings.ts';
import { onceByName, onceFor } from './once.ts';
import type { Place } from './text.ts';

/** The ids of the rules that look at each flag of a program, or set it, in order. Never throws, whatever a rule does. */
export const rulesByFlag = (rules: readonly Rule[], name: ComponentName): ReadonlyMap<string, readonly string[]> =>
  askedOf(rules)(name, () => ask(rules, name));

const askedOf = onceFor((_: readonly Rule[]) => onceByName<ReadonlyMap<string, readonly string[]>>());

/**
 * What a made-up program says of every one of its flags. A rule looks at its second flag only where the first is as it expects,
 * so there is something for everyone: flags set to this and that, supplied, left out and unknown; and absent for certain or not.
 */
const ANSWERS: readonly (string | undefined | null)[] = [
  ...['true', 'false', '0', 'AlwaysAllow', 'RBAC', 'http://0.0.0.0:1', 'https://10.0.0.1:1', '/etc/a', 'a=http://b:1,c=http://d:1'],
  undefined,
  null,
];

const VERSIONS: readonly (string | undefined)[] = ['1.16', '1.34', undefined];

function ask(rules: readonly Rule[], name: ComponentName): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const rule of rules) {
    const note = (flag: string): void => {
      const ids = found.get(flag);
      if (ids) ids.add(rule.id);
      else found.set(flag, new Set([rule.id]));
    };
    for (const answer of ANSWERS) {
      for (const version of VERSIONS)
        for (const isAbsent of [true, false]) listen(rule, madeUp(name, answer, version, isAbsent, note), version, note);
    }
  }
  return new Map([...found].map(([flag, ids]) => [flag, [...ids].sort()]));
}

/** Has the rule judge the program, and notes the flags that its problems are at and that its fixes change. */
function listen(rule: Rule, program: Component, kubernetesVersion: string | undefined, note: (flag: string) => void): void {
  const context: Context = {
    kubernetesVersion,
    newFile: (_, folder, file) => `${folder}/${file}`,
    passed: () => undefined,
    mentioned: () => [],
    behind: () => undefined,
    enforcement: () => undefined,
    withholdsToken: () => true,
    hasRole: () => false,
    grants: NOTHING_GRANTED,
  };
  try {
    const subject = rule.on.match(program);
    for (const problem of subject ? rule.check(subject, context) : []) {
      const flag = flagOf(problem);
      if (program.written.some(it => it.name === flag)) note(flag);
      for (const edit of (problem.fixes ?? []).flatMap(it => it.edits)) {
        if (edit.on === 'component' && edit.change.op !== 'exposePath') note(edit.change.name);
      }
    }
  } catch {
    // What it asked before counts all the same.
  }
}

/** Problems point at settings or entries of their values, whose names begin with the flag. */
const flagOf = ({ at }: Problem): string => ('name' in at && typeof at.name === 'string' ? at.name.split('.')[0]! : '');

const NOWHERE: Place = { file: '', range: { start: 0, end: 0 } };

/** `answer` is what every flag is set to; undefined where each is left to its default, null where each is unknown. */
function madeUp(
  name: ComponentName,
  answer: string | undefined | null,
  version: string | undefined,
  isAbsent: boolean,
  note: (flag: string) => void,
): Component {
  const occurrence = (flag: string, value: string): Written => ({ name: flag, value, place: NOWHERE, valuePlace: NOWHERE });
  return {
    type: 'component',
    name,
    place: NOWHERE,
    completeness: 'whole',
    distribution: undefined,
    version,
    written: typeof answer === 'string' ? describedFlags(name).map(it => occurrence(it, answer)) : [],
    setting(flag): Setting {
      note(flag);
      if (answer === null) return { origin: 'unknown' };
      if (answer === undefined) return { origin: 'default', value: undefined };
      const at = occurrence(flag, answer);
      return { origin: 'set', value: answer, at, all: [at] };
    },
    lacks(flag) {
      note(flag);
      return isAbsent;
    },
    storage: () => undefined,
    supplied: () => undefined,
    spelled: flag => `--${flag}`,
    edit: () => undefined,
  };
}
