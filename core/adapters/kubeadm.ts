/** The programs that a kubeadm ClusterConfiguration describes: `extraArgs` of the API server, controller manager, scheduler and local etcd. */

import type { ComponentName, Written } from '../model/component.ts';
import type { Data, Path, Value } from '../model/value.ts';
import type { Place, TextEdit } from '../text.ts';
import type { Program } from '../source.ts';
import { exposeInKubeadm, storageInKubeadm } from './kubeadmvolumes.ts';
import { type KubeadmChoices, suppliedByKubeadm } from '../facts/kubeadm.ts';
import { canonicalFlag } from '../facts/flags.ts';
import { minorVersion } from '../facts/defaults.ts';
import { keyBehind, placeInList } from '../order.ts';
import type { Form } from './form.ts';
import { externalEtcd, SERVERS } from './externaletcd.ts';
import { replaceData } from './listdata.ts';

/** `v1alpha` keeps its arguments elsewhere. */
export const kubeadmCluster: Form = {
  kinds: ['ClusterConfiguration'],
  matches: root =>
    root.at('kind').asString() === 'ClusterConfiguration' && /^kubeadm\.k8s\.io\/v1beta|^$/.test(root.at('apiVersion').asString() ?? ''),
  read: (root, { text, isPart }) => readKubeadm(root, isPart || MERGED.test(text)),
};

/** Clusters of sealos and sealer: what stands beside them for kubeadm is merged into a configuration that their images bring. */
const MERGED = /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//m;

/** Every program that kubeadm will start from this document, whether or not the document mentions it. */
function readKubeadm(root: Value, isPart: boolean): Program[] {
  const external = root.at('etcd', 'external');
  const choices: KubeadmChoices = {
    version: minorVersion(root.at('kubernetesVersion').asString()),
    certificatesDir: root.at('certificatesDir').asString(),
    etcd: external.exists ? 'external' : 'local',
    etcdDataDir: root.at('etcd', 'local', 'dataDir').asString(),
    serviceSubnet: root.at('networking', 'serviceSubnet').asString(),
    podSubnet: root.at('networking', 'podSubnet').asString(),
    dnsDomain: root.at('networking', 'dnsDomain').asString(),
    clusterName: root.at('clusterName').asString(),
  };
  return Object.entries(SECTIONS)
    .filter(([name]) => name !== 'etcd' || !external.exists)
    .map(([name, section]) => programOf(name as ComponentName, root, section, choices, isPart));
}

/** Where each program's section lies. */
const SECTIONS = {
  'kube-apiserver': ['apiServer'],
  'kube-controller-manager': ['controllerManager'],
  'kube-scheduler': ['scheduler'],
  etcd: ['etcd', 'local'],
} as const satisfies Partial<Record<ComponentName, Path>>;

function programOf(name: ComponentName, root: Value, path: readonly string[], choices: KubeadmChoices, isPart: boolean): Program {
  const extraArgs = root.at(...path, 'extraArgs');
  const external = name === 'kube-apiserver' ? externalEtcd(root.at('etcd', 'external')) : { supplied: {}, written: [] };
  const endpoints = root.at('etcd', 'external', 'endpoints');
  const written = writtenIn(name, extraArgs);
  const isClosed =
    [[], path.slice(0, 1), path, [...path, 'extraArgs'], ...(name === 'kube-apiserver' ? [['etcd']] : [])].every(
      it => root.at(...it).isClosed && root.at(...it).type !== 'unknown',
    ) &&
    // etcd takes its settings from variables as well.
    !(name === 'etcd' && root.at(...path, 'extraEnvs').exists);
  const supplied: Record<string, string> = { ...suppliedByKubeadm(name, choices), ...external.supplied };
  // The two exclude each other; kubeadm leaves its mode out then.
  if (written.some(it => it.name === 'authorization-config')) delete supplied['authorization-mode'];
  return {
    name,
    form: 'kubeadm ClusterConfiguration',
    place: placeOf(root, path),
    completeness: isPart ? 'part' : isClosed ? 'whole' : 'open',
    distribution: 'kubeadm',
    version: name === 'etcd' ? minorVersion(root.at('etcd', 'local', 'imageTag').asString()) : choices.version,
    words: [],
    // What the arguments say outranks what kubeadm makes of the rest.
    written: [...external.written.filter(({ name }) => !written.some(it => it.name === name)), ...written],
    environment: [],
    supplied,
    storage: file => storageInKubeadm(name, root, path, file, choices),
    edit(change) {
      if (change.op === 'exposePath') return exposeInKubeadm(name, root, path, change, choices);
      const all = argumentsOf(extraArgs).filter(it => canonicalFlag(name, it.name) === change.name);
      if (change.op === 'setFlag' && change.name === SERVERS && !all.length && endpoints.type === 'list')
        return replaceData(endpoints, change.value.split(','));
      return change.op === 'setFlag' ? setArgument(root, path, all, change.name, change.value) : removeArguments(all);
    },
  };
}

/** The key of `extraArgs`, else of the section, else the kind. */
function placeOf(root: Value, path: readonly string[]): Place {
  for (const candidate of [[...path, 'extraArgs'], path, path.slice(0, 1)]) {
    const last = candidate.at(-1)!;
    if (
      root
        .at(...candidate.slice(0, -1))
        .entries()
        .some(([key]) => key === last)
    )
      return root.at(...candidate).keyPlace;
  }
  return root.at('kind').place;
}

interface Argument {
  readonly name: string;
  readonly value: Value;
  /** What goes when the argument goes: the entry of the mapping or of the list. */
  readonly entry: Value;
}

/** The arguments of either shape: a mapping (up to v1beta3), or a list of names and values (from v1beta4). */
function argumentsOf(extraArgs: Value): Argument[] {
  if (extraArgs.type === 'mapping') return extraArgs.entries().map(([name, value]) => ({ name, value, entry: value }));
  return extraArgs.items().flatMap(entry => {
    const name = entry.at('name').asString();
    return name === undefined ? [] : [{ name, value: entry.at('value'), entry }];
  });
}

function writtenIn(component: ComponentName, extraArgs: Value): Written[] {
  return argumentsOf(extraArgs).map(({ name, value, entry }) => ({
    name: canonicalFlag(component, name),
    value: value.type === 'absent' ? '' : value.asString(),
    place: value === entry ? span(entry.keyPlace, entry.place) : entry.place,
    valuePlace: value.place,
  }));
}

const span = (from: Place, to: Place): Place =>
  from.file === to.file && from.range.start <= to.range.start
    ? { file: from.file, range: { start: from.range.start, end: Math.max(from.range.end, to.range.end) } }
    : to;

function setArgument(
  root: Value,
  path: readonly string[],
  all: readonly Argument[],
  name: string,
  value: string,
): readonly TextEdit[] | undefined {
  const last = all.at(-1);
  if (last) {
    if (last.value.type === 'unknown') return undefined;
    const others = removeArguments(all.slice(0, -1));
    const change = last.value.type === 'absent' ? setAbsent(root, path, last, value) : last.value.edit({ op: 'replace', by: [value] });
    return change && others && [...others, ...change];
  }
  const extraArgs = root.at(...path, 'extraArgs');
  if (extraArgs.items().length) return extraArgs.edit({ op: 'insert', data: { name, value }, index: placeInList(extraArgs, name) });
  if (extraArgs.entries().length) return extraArgs.edit({ op: 'set', key: name, data: value, before: keyBehind(extraArgs, name) });
  if (!extraArgs.isClosed) return undefined;
  const data: Data = takesLists(root.at('apiVersion').asString()) ? [{ name, value }] : { [name]: value };
  return root.at(...path).edit({ op: 'set', key: 'extraArgs', data });
}

/** An argument whose value is missing: `name:` in a mapping, or an entry with no `value`. */
const setAbsent = (
  root: Value,
  path: readonly string[],
  { name, value, entry }: Argument,
  data: string,
): readonly TextEdit[] | undefined =>
  value === entry ? root.at(...path, 'extraArgs').edit({ op: 'set', key: name, data }) : entry.edit({ op: 'set', key: 'value', data });

function removeArguments(all: readonly Argument[]): readonly TextEdit[] | undefined {
  const edits = all.map(it => it.entry.edit({ op: 'remove' }));
  return edits.every(it => it !== undefined) ? edits.flat() : undefined;
}

/** From v1beta4 on; what has no version, or one we do not know, is read as new. */
const takesLists = (apiVersion: string | undefined): boolean => !/\/v1(?:alpha\d+|beta[123])$/.test(apiVersion ?? '');
