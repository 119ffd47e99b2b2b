/** Control-plane programs that a Pod starts: static Pods, and Pod templates of self-hosted control planes. */

import { COMPONENTS, type ComponentName, type Written } from '../model/component.ts';
import { type Entry, entriesOf } from './entries.ts';
import type { Program, Word } from '../source.ts';
import { editCommand } from './command.ts';
import { flat } from './shape.ts';
import { exposeInPod, storageInPod } from './volumes.ts';
import type { Form } from './form.ts';
import { flagOfVariable } from '../facts/etcd.ts';
import { addsUp } from '../facts/flags.ts';
import { minorVersion } from '../facts/defaults.ts';
import { programOf } from '../formats/programs.ts';
import type { Value } from '../model/value.ts';

/** The kinds that can keep a control-plane program running. A `Job` never does. */
const POD_KINDS: readonly string[] = ['Pod', 'DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

export const pod: Form = {
  kinds: POD_KINDS,
  matches: root => POD_KINDS.includes(root.at('kind').asString() ?? ''),
  read: (root, { text, isPart }) => readPod(root, text, isPart),
};

/** The programs of every container. `text` is that of the whole file; `isPart` says that the object is only part of one. */
function readPod(root: Value, text: string, isPart: boolean): Program[] {
  const kind = root.at('kind').asString() ?? '';
  const spec = kind === 'Pod' ? root.at('spec') : root.at('spec', 'template', 'spec');
  return spec
    .at('containers')
    .items()
    .flatMap(it => programsIn(kind, spec, it, text, isPart));
}

function programsIn(kind: string, spec: Value, container: Value, text: string, isPart: boolean): Program[] {
  const command = container.at('command');
  const args = container.at('args');
  const env = container.at('env');
  const entries = entriesOf([command, args], text);
  const started = programOf(entries.map(it => it.word)) ?? programOfImage(container, entries);
  if (!started) return [];
  const { name, program, args: words } = started;
  const isClosed =
    [spec, container, command, args, env].every(it => it.isClosed && it.type !== 'unknown') &&
    started.isCertain &&
    !started.isContained &&
    !entries.some(it => exports(it.word.text)) &&
    !(name === 'etcd' && container.at('envFrom').exists);
  return [
    {
      name,
      form: kind,
      place: program?.place ?? (container.at('name').exists ? container.at('name').place : container.place),
      completeness: isPart ? 'part' : isClosed ? 'whole' : 'open',
      version: minorVersion(/:([^:@]+)(?:@.*)?$/.exec(lastSegment(container.at('image').asString()))?.[1]),
      words,
      written: name === 'etcd' ? variablesOf(env) : [],
      environment: [],
      storage: path => {
        const storage = storageInPod(spec, container, path);
        return storage?.is === 'container' && (started.isPrepared || isOwnImage(container)) ? { ...storage, mayHold: true } : storage;
      },
      edit(change, occurrences) {
        if (change.op === 'exposePath') return exposeInPod(spec, container, change);
        const variables = env.items().filter(it => occurrences.some(({ place }) => place.range.start === it.place.range.start));
        if (variables.length) return editVariables(variables, change.op === 'setFlag' ? change.value : undefined);
        const list = args.items().length || !command.items().length ? args : command;
        const accumulates = (flag: string) => addsUp(name, flag);
        return editCommand({ text, entries, program, words, list, accumulates }, change, occurrences);
      },
    },
  ];
}

/** A script that may give the program variables before it starts it. */
const exports = (script: string): boolean => /(?:^|[;&|\n{(])[^\S\n]*(?:eval|export|set\s+-\w*a|set\s+-o\s+allexport)\s/.test(script);

/** Where a program's words come from, as `programOf` says it; `program` is undefined where the image names it. */
interface Started {
  readonly name: ComponentName;
  readonly program: Word | undefined;
  readonly args: readonly Word[];
  readonly isCertain: boolean;
  readonly isContained: boolean;
  readonly isPrepared?: boolean;
}

/** The image's own entry point: flags alone, given to an image that is named like a program. */
function programOfImage(container: Value, entries: readonly Entry[]): Started | undefined {
  if (!container.at('command').isClosed || container.at('command').items().length || !entries[0]?.word.text.startsWith('-'))
    return undefined;
  const image = /^([^:@]+)(?::[^:@]*)?(?:@.*)?$/.exec(lastSegment(container.at('image').asString()))?.[1];
  const name = COMPONENTS.find(it => it === image?.replace(/-(?:amd64|arm|arm64|ppc64le|s390x)$/, ''));
  return name && { name, program: undefined, args: entries.map(it => it.word), isCertain: true, isContained: false };
}

/** An image that is not the one of a program, and may bring files of its own. Without an image, the usual one is thought of. */
const isOwnImage = (container: Value): boolean =>
  container.at('image').exists &&
  !/^(?:kube-(?:apiserver|controller-manager|scheduler|proxy)|etcd|hyperkube)(?:-(?:amd64|arm|arm64|ppc64le|s390x))?(?:[:@]|$)/.test(
    lastSegment(container.at('image').asString()),
  );

/** Of an image's name, what stands behind its registry and its folders. */
const lastSegment = (image = ''): string => image.slice(image.lastIndexOf('/') + 1);

/** `ETCD_…` entries of `env`; etcd takes an empty one for one that is not set. What a Secret or ConfigMap gives is not known. */
function variablesOf(env: Value): Written[] {
  return env.items().flatMap(it => {
    const flag = flagOfVariable(it.at('name').asString() ?? '');
    if (flag === undefined) return [];
    const value = it.at('value');
    const text = it.at('valueFrom').exists || value.type === 'unknown' ? undefined : (value.asString() ?? '');
    return text === '' ? [] : [{ name: flag, value: text?.includes('$(') ? undefined : text, place: it.place, valuePlace: value.place }];
  });
}

function editVariables(entries: readonly Value[], value: string | undefined): ReturnType<Program['edit']> {
  if (value !== undefined)
    return entries
      .at(-1)!
      .at('value')
      .edit({ op: 'replace', by: [value] });
  return flat(entries.map(it => it.edit({ op: 'remove' })));
}
