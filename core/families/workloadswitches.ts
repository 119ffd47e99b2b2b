/** Finds the settings by which containers let everybody in, or believe everybody. */

import { called } from './podplaces.ts';
import { type CommandWord, commandWords, imageOf, variablesOf, type Variable } from './workloadcontainers.ts';
import { type Container, listField, type PodSpec } from '../model/podspec.ts';
import { onceFor } from '../once.ts';
import type { Problem } from '../rule.ts';
import { type Switch, SWITCHES, type Weakness } from '../facts/workloadswitches.ts';

/** A check that no container has a setting of this weakness. */
export const weakSwitches = (weakness: Weakness) =>
  function* (pods: readonly PodSpec[]): Iterable<Problem> {
    const switches = SWITCHES.filter(it => it.weakness === weakness);
    for (const pod of pods) for (const container of pod.containers) yield* weakIn(pod, container, switches);
  };

function* weakIn(pod: PodSpec, container: Container, switches: readonly Switch[]): Iterable<Problem> {
  const { words, variables, programs, all, hides } = startOf(container, pod);
  if (!all.length) return;
  for (const it of switches) {
    if (it.program && !programs.some(text => it.program!.test(text))) continue;
    if (it.unless && (hides || all.some(text => it.unless!.test(text)))) continue;
    for (const at of placesOf(it, words, variables)) yield { at, message: `The ${called(container)} ${it.says}.` };
  }
}

/** How a container is started, read once for every kind of switch. */
const startOf = onceFor((container: Container, pod: PodSpec) => {
  const words = commandWords(container);
  const variables = variablesOf(pod, container);
  return {
    words,
    variables,
    programs: [imageOf(container)?.repository ?? '', ...words.map(it => it.text)],
    all: [...words.map(it => it.text), ...variables.flatMap(it => [it.name, `${it.name}=${it.value ?? '?'}`])],
    /** What makes a setting harmless may come from elsewhere. */
    hides:
      !pod.isWhole ||
      listField(pod, container.value, 'envFrom').items.length > 0 ||
      ['env', 'envFrom', 'command', 'args'].some(key => !listField(pod, container.value, key).isCertain),
  };
});

function placesOf(it: Switch, words: readonly CommandWord[], variables: readonly Variable[]) {
  if ('word' in it) return words.filter(({ text }) => it.word.test(text)).map(({ at }) => at);
  if ('pair' in it) {
    const [first, second] = it.pair;
    return words.flatMap(({ text }, i) => (first.test(text) && second.test(words[i + 1]?.text ?? '') ? [words[i + 1]!.at] : []));
  }
  // Of a variable that is set twice, the last counts.
  const counted = [...new Map(variables.map(one => [one.name, one])).values()];
  return counted
    .filter(({ name, value }) => it.variable.test(name) && value !== undefined && it.value.test(value))
    .map(({ entry }) => entry.at('value'));
}
