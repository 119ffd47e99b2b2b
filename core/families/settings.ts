/** What rules say of one setting: where a finding about it points, and how it came to have its value. */

import { choice, type Proposal, removeFlag, removeOverridden, safe, setFlag, suggest } from '../fix.ts';
import type { Component, Setting } from '../model/component.ts';
import type { Problem } from '../rule.ts';

/** The value where it is written, else the program. */
export const atSetting = (program: Component, setting: Setting): Problem['at'] =>
  setting.origin === 'set' ? { ...setting.at, place: setting.at.valuePlace } : program;

/** "--a is b", "--a is b by default", "--a is not set". A key that no flag stands for has no dashes. */
export function saidOf(name: string, setting: Setting): string {
  const value = setting.origin === 'unknown' ? undefined : setting.value;
  if (!value) return `${spelled(name)} is not set`;
  const why = setting.origin === 'default' ? ' by default' : setting.origin === 'supplied' ? `, as ${setting.by} has it` : '';
  return `${spelled(name)} is ${value}${why}`;
}

const spelled = (name: string): string => (/[A-Z.]/.test(name) ? name : `--${name}`);

/** A setting that must not have a value, the default included: `consequence` opens the sentence. Nothing where the value is not known. */
export function* wrongSetting(
  program: Component,
  name: string,
  isWrong: (value: string | undefined) => boolean,
  consequence: string,
  right?: string | { readonly choose: string },
): Iterable<Problem> {
  const setting = program.setting(name);
  if (setting.origin === 'unknown' || !isWrong(setting.value)) return;
  const { place } = atSetting(program, setting);
  yield { at: { place, name }, message: `${consequence}: ${saidOf(name, setting)}.`, fixes: fixOf(program, name, right) };
}

function fixOf(program: Component, name: string, right: string | { readonly choose: string } | undefined): readonly Proposal[] {
  if (right === undefined) return [];
  const value = typeof right === 'string' ? right : right.choose;
  return [(typeof right === 'string' ? suggest : choice)(`Set ${spelled(name)} to ${value}`, setFlag(program, name, value))];
}

/** A setting that should not be written at all. */
export function* unwantedSetting(program: Component, name: string, consequence: string): Iterable<Problem> {
  const setting = program.setting(name);
  if (setting.origin !== 'set' || setting.value === '') return;
  yield {
    at: atSetting(program, setting),
    message: `${consequence}: ${saidOf(name, setting)}.`,
    fixes: [choice(`Remove ${spelled(name)}`, removeFlag(program, name))],
  };
}

/** What is written twice, in a configuration file and as a flag, where only one of them counts. `who` opens the sentence: "The kubelet". */
export function* overriddenSettings(program: Component, who: string): Iterable<Problem> {
  for (const { written, by } of program.overridden ?? []) {
    const { name, key, value, place } = written;
    const isSame = by.name === name && by.value !== undefined && by.value === value;
    const here = key ?? `--${name}`;
    const there = by.key ?? `--${by.name}`;
    yield {
      at: { place, name },
      message:
        by.name === name
          ? `${who} does not heed ${here}: ${there} says ${isSame ? 'the same' : (by.value ?? 'something else')}, and outranks it.`
          : `${who} does not heed ${here}: with ${there}, that file alone decides.`,
      tag: 'unnecessary',
      isSpelled: true,
      related: [{ place: by.place, message: by.name === name ? 'This counts.' : 'This file decides.' }],
      // Where they differ, it may be the other one that should go.
      fixes: [(by.name === name && !isSame ? choice : safe)(`Remove ${here}, which has no effect`, removeOverridden(program, name))],
    };
  }
}
