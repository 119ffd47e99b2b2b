/** Variables that carry flags, wherever they are assigned, and the programs that those flags are for. */

import { addsUp, canonicalFlag, isBoolean } from '../facts/flags.ts';
import { COMPONENTS, type ComponentName, type Written } from '../model/component.ts';
import { editFlags, editLists, addWords } from '../formats/flagedits.ts';
import { quotePlain, type WordList } from '../formats/wordlist.ts';
import type { Place, Range, TextEdit } from '../text.ts';
import type { Program, Variable } from '../source.ts';
import { flagOfVariable, variableOfFlag } from '../facts/etcd.ts';
import { flagsOf } from '../formats/words.ts';
import { insert, slice } from '../text.ts';
import { isMasked } from '../formats/masks.ts';
import type { MappedText } from '../formats/mapped.ts';
import { splitValue } from '../formats/split.ts';

/** A variable where it is assigned. */
export interface Assigned extends Variable {
  /** The words of its value, for edits. */
  readonly list: WordList;
  readonly namePlace: Place;
  /** Gives the whole variable another value. */
  change(value: string): readonly TextEdit[] | undefined;
  remove(): readonly TextEdit[] | undefined;
}

/** An assignment as its format reads it. */
export interface AssignmentParts {
  readonly file: string;
  readonly text: string;
  readonly masked: string;
  readonly name: string;
  readonly nameRange: Range;
  /** Name and value, with all quotes. */
  readonly range: Range;
  /** What quotes must go around when the value gets more words. */
  readonly raw: Range;
  /** The value without quotes around it. */
  readonly valueRange: Range;
  readonly isQuoted: boolean;
  readonly value: MappedText;
  /** Where the value ends cannot be told. */
  readonly isUnclosed: boolean;
  change(value: string): readonly TextEdit[] | undefined;
  remove(): readonly TextEdit[] | undefined;
}

export function assigned(parts: AssignmentParts): Assigned {
  const { file, text, masked, name, raw, valueRange, isQuoted, value, isUnclosed } = parts;
  const { words, isUnclosed: isSplitUnclosed } = splitValue(value, file);
  const isUnknown = isUnclosed || isMasked(masked, raw) || (/\$[A-Za-z_{(]|`/.test(value.text) && text[raw.start] !== "'");
  const list: WordList = {
    text,
    masked,
    words,
    fixed: 0,
    quote: quotePlain,
    addFirst: word => (value.text || isUnclosed ? undefined : [insert(valueRange.start, word)]),
    prepare() {
      if (isUnclosed || isSplitUnclosed) return undefined;
      const bare = slice(masked, raw).replace(/\\\r?\n/g, ' ');
      if (isQuoted || (/\s/.test(bare) && !/["'\\]/.test(bare))) return { before: [], after: [] };
      if (/["'\\$`]/.test(bare) || isMasked(masked, raw)) return undefined;
      return { before: [insert(raw.start, '"')], after: [insert(raw.end, '"')] };
    },
  };
  return {
    name,
    list,
    words,
    place: { file, range: parts.range },
    namePlace: { file, range: parts.nameRange },
    value: isUnknown ? undefined : value.text,
    valuePlace: { file, range: valueRange },
    add: more => addWords(list, more),
    edit: (change, occurrences) => editFlags(list, change, occurrences),
    change: parts.change,
    remove: parts.remove,
  };
}

/** Adds an assignment to the text. `after` is the last one of its kind. */
type AddAssignment = (after: Assigned, name: string, value: string) => readonly TextEdit[] | undefined;

/**
 * The programs that well-known variables are for, by the variable's name or else by the file's. Each is a `part`: what it does not say, others may.
 * Of several assignments of a variable the last counts.
 */
export function partsOf(path: string, variables: readonly Assigned[], addAssignment: AddAssignment = () => undefined): Program[] {
  const last = new Set(new Map(variables.map(it => [it.name, it])).values());
  return COMPONENTS.flatMap(component => {
    const all = variables.filter(it => componentOf(it, path) === component);
    const own = all.filter(it => last.has(it));
    const settings = own.filter(it => flagOfVariable(it.name) !== undefined);
    const flags = own.filter(it => !settings.includes(it));
    return [...(settings.length ? [etcdPart(settings, all, addAssignment)] : []), ...(flags.length ? [part(component, flags)] : [])];
  });
}

function part(name: ComponentName, variables: readonly Assigned[]): Program {
  const main = variables.findLast(it => /(?:ARGS|OPTS|FLAGS)$/.test(it.name));
  const lists = variables.map(it => ({ ...it.list, accumulates: (flag: string) => addsUp(name, flag) }));
  return {
    name,
    form: 'environment file',
    place: variables[0]!.namePlace,
    completeness: 'part',
    words: [],
    written: variables.flatMap(it =>
      flagsOf(
        it.words,
        flag => isBoolean(name, flag),
        flag => canonicalFlag(name, flag),
      ),
    ),
    environment: [],
    edit(change, occurrences) {
      if (change.op === 'exposePath') return [];
      return occurrences.length ? editLists(lists, change, occurrences) : main && editFlags(lists[variables.indexOf(main)]!, change, []);
    },
  };
}

/** etcd reads its settings from the variables themselves; an empty one counts as not set. */
function etcdPart(variables: readonly Assigned[], all: readonly Assigned[], addAssignment: AddAssignment): Program {
  return {
    name: 'etcd',
    form: 'environment file',
    place: variables[0]!.namePlace,
    completeness: 'part',
    words: [],
    written: variables.filter(it => it.value !== '').map(writtenBy),
    environment: [],
    edit(change, occurrences) {
      if (change.op === 'exposePath') return [];
      if (occurrences.length) return editAssignments(all, change, occurrences);
      if (change.op === 'removeFlag') return undefined;
      const name = variableOfFlag(change.name);
      const empty = variables.find(it => it.name === name);
      return empty ? empty.change(change.value) : addAssignment(variables.at(-1)!, name, change.value);
    },
  };
}

/** The setting of etcd that a variable is. */
const writtenBy = ({ name, value, place, valuePlace }: Assigned): Written => ({ name: flagOfVariable(name)!, value, place, valuePlace });

/** Changes settings that are variables themselves; earlier assignments of the same variable go with one that is removed. Undefined where an occurrence is none of them. */
export function editAssignments(
  variables: readonly Assigned[],
  change: { readonly op: 'setFlag'; readonly value: string } | { readonly op: 'removeFlag' },
  occurrences: readonly Written[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const { place } of occurrences) {
    const variable = variables.find(it => it.place.file === place.file && it.place.range.start === place.range.start);
    if (!variable) return undefined;
    if (change.op === 'setFlag' && variable.value === undefined) return undefined;
    const parts =
      change.op === 'setFlag' ? [variable.change(change.value)] : variables.filter(it => it.name === variable.name).map(it => it.remove());
    for (const made of parts) {
      if (!made) return undefined;
      edits.push(...made);
    }
  }
  return edits;
}

function componentOf({ name, words, value }: Assigned, path: string): ComponentName | undefined {
  if (flagOfVariable(name) !== undefined) return 'etcd';
  const found = WELL_KNOWN.find(([pattern]) => pattern.test(name))?.[1];
  // A variable of that name may hold a bare address: only flags are ours.
  const isFlags = value === '' || words.some(it => it.unknown || it.text.startsWith('-'));
  if (!isFlags) return undefined;
  const named = componentOfFile(path);
  return SHARED.test(name) ? (named === 'etcd' ? undefined : named) : found;
}

/** The program that a file is named after. */
export function componentOfFile(path: string): ComponentName | undefined {
  const base = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\..*$/, '')
    .replace(/^openshift-|-default$/g, '');
  return COMPONENTS.find(it => it === base || (it !== 'etcd' && it === `kube-${base}`));
}

/** Variables that the packages for Red Hat and Debian, kubeadm, and common guides use (kubernetes/contrib `init/`, kubeadm's `10-kubeadm.conf`). */
const WELL_KNOWN: readonly (readonly [RegExp, ComponentName])[] = [
  [/^KUBE_API(?:SERVER)?_(?:ARGS|OPTS|EXTRA_ARGS|FLAGS|ADDRESS|PORT)$/, 'kube-apiserver'],
  [/^KUBE_(?:ETCD_SERVERS|SERVICE_ADDRESSES|ADMISSION_CONTROL|ADMISSION_PLUGINS)$/, 'kube-apiserver'],
  [/^KUBE_CONTROLLER_MANAGER_(?:ARGS|OPTS|EXTRA_ARGS|FLAGS)$/, 'kube-controller-manager'],
  [/^KUBE_SCHEDULER_(?:ARGS|OPTS|EXTRA_ARGS|FLAGS)$/, 'kube-scheduler'],
  [/^ETCD_(?:EXTRA_)?(?:ARGS|OPTS|OPTIONS|FLAGS)$/, 'etcd'],
  [/^KUBE_PROXY_(?:ARGS|OPTS|EXTRA_ARGS|FLAGS)$/, 'kube-proxy'],
  [
    /^KUBELET_(?:ARGS|OPTS|EXTRA_ARGS|FLAGS|KUBEADM_ARGS|KUBECONFIG_ARGS|CONFIG_ARGS|SYSTEM_ARGS|ADDRESS|HOSTNAME|API_SERVER|POD_INFRA_CONTAINER)$/,
    'kubelet',
  ],
];

/** Variables whose program only the file's name tells. `KUBELET_PORT` is a flag of the kubelet in its own file, and one of the API server in that one's. */
const SHARED = /^(?:DAEMON_ARGS|DAEMON_OPTS|KUBE_ALLOW_PRIV|KUBE_LOGTOSTDERR|KUBE_LOG_LEVEL|KUBE_MASTER|KUBELET_PORT)$/;

export const isWellKnown = (name: string): boolean => SHARED.test(name) || WELL_KNOWN.some(([pattern]) => pattern.test(name));
