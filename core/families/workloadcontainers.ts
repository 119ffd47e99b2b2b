/** What containers start: the words of their commands, their environment, and the image that they come from. */

import { type Container, listField, type PodSpec } from '../model/podspec.ts';
import { onceFor } from '../once.ts';
import type { Value } from '../model/value.ts';

/** A word of a command whose text is known. */
export interface CommandWord {
  readonly text: string;
  readonly at: Value;
}

/** The words of `command`, then those of `args`; what templates decide is left out. */
export const commandWords = (container: Container): readonly CommandWord[] => [
  ...wordsIn(container.at('command')),
  ...wordsIn(container.at('args')),
];

/** The same of what runs beside the program: commands of probes and of lifecycle handlers. */
export const handlerWords = (container: Container): readonly CommandWord[] =>
  [
    container.at('lifecycle', 'postStart'),
    container.at('lifecycle', 'preStop'),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(it => container.at(it)),
  ].flatMap(it => wordsIn(it.at('exec', 'command')));

const wordsIn = (list: Value): CommandWord[] =>
  list.items().flatMap(at => {
    const text = at.asString();
    return text === undefined ? [] : [{ text, at }];
  });

export interface ImageName {
  /** Without registry, tag and digest: `grafana/grafana`. */
  readonly repository: string;
  /** The last part of the repository. */
  readonly name: string;
  /** Undefined where none is written. */
  readonly tag: string | undefined;
  readonly at: Value;
}

/** Undefined where there is none, or a template decides it. */
export function imageOf(container: Container): ImageName | undefined {
  const at = container.at('image');
  const text = at.type === 'string' ? at.asString()! : '';
  const [, path, tag] = /^([^@]+?)(?::([\w][\w.-]*))?(?:@\S*)?$/.exec(text) ?? [];
  if (path === undefined || /[\s${}]/.test(text)) return undefined;
  const [first, ...rest] = path.split('/');
  const repository = rest.length && /[.:]|^localhost$/.test(first!) ? rest.join('/') : path;
  return { repository, name: repository.slice(repository.lastIndexOf('/') + 1), tag, at };
}

/** An entry of `env` that has a name. */
export interface Variable {
  readonly name: string;
  readonly entry: Value;
  /** Undefined where the value comes from elsewhere, or is not known. */
  readonly value: string | undefined;
}

export const variablesOf = (pod: PodSpec, container: Container): readonly Variable[] => variablesIn(container, pod);

const variablesIn = onceFor((container: Container, pod: PodSpec): readonly Variable[] =>
  listField(pod, container.value, 'env').items.flatMap(entry => {
    const name = entry.at('name').asString();
    return name ? [{ name, entry, value: entry.at('value').asString() }] : [];
  }),
);

/** The argument of a flag in a command, as `--flag=value` or in the next word; `''` for a flag without one. The last occurrence counts. */
export function argumentOf(words: readonly CommandWord[], flag: RegExp): (CommandWord & { readonly value: string }) | undefined {
  for (let i = words.length - 1; i >= 0; i--) {
    const { text, at } = words[i]!;
    const [name, ...value] = text.split('=');
    if (!flag.test(name!)) continue;
    const next = words[i + 1]?.text;
    return { text, at, value: value.length ? value.join('=') : next === undefined || next.startsWith('-') ? '' : next };
  }
  return undefined;
}
