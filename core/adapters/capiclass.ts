/** JSON patches of Cluster API's kubeadm objects: in a ClusterClass, and in files for kustomize. */

import type { Carried } from './carriedfiles.ts';
import { carriedFile, filesIn } from './capi.ts';
import type { Form } from './form.ts';
import { CLUSTER_TARGETS } from './kubeadmpatch.ts';
import { operationsOf, patchedArguments, stepsOf, type Target } from './jsonpatch.ts';
import type { Program } from '../source.ts';
import type { Value } from '../model/value.ts';

export const clusterClass: Form = {
  kinds: ['ClusterClass'],
  matches: root =>
    root.at('kind').asString() === 'ClusterClass' &&
    /^cluster\.x-k8s\.io\/v1(?:alpha|beta)\d$/.test(root.at('apiVersion').asString() ?? ''),
  read: root => operationsIn(root).flatMap(it => readOperations(it, 'ClusterClass')),
  carries: root => operationsIn(root).flatMap(it => it.flatMap(filesOf)),
};

/** A list of operations, of which one at least changes such an object. */
export const capiPatch: Form = {
  kinds: [],
  mayBe: keys => keys.has('op') || keys.has('path'),
  matches: root => operationsOf(root).some(it => baseOf(it) !== undefined),
  read: root => readOperations(operationsOf(root), 'Cluster API patch'),
  carries: root => operationsOf(root).flatMap(filesOf),
};

/** The operations for each kind of object that the class changes. */
const operationsIn = (root: Value): readonly (readonly Value[])[] =>
  root
    .at('spec', 'patches')
    .items()
    .flatMap(it => it.at('definitions').items())
    .filter(it => /^Kubeadm(?:ControlPlane|Config)/.test(it.at('selector', 'kind').asString() ?? ''))
    .map(it => operationsOf(it.at('jsonPatches')));

/** What of a path leads to what kubeadm is told, for each of the kinds; undefined where it leads elsewhere. */
const baseOf = (operation: Value): string | undefined =>
  /^(\/spec(?:\/template\/spec)?(?:\/kubeadmConfigSpec)?)\/(?:clusterConfiguration|initConfiguration|joinConfiguration|files)(?:\/|$)/.exec(
    operation.at('path').asString() ?? '',
  )?.[1];

function readOperations(operations: readonly Value[], form: string): readonly Program[] {
  const bases = new Set(operations.flatMap(it => baseOf(it) ?? []));
  return [...bases].flatMap(base => {
    const steps = base.split('/').slice(1);
    const targets = TARGETS.map(([name, path]): Target => [name, [...steps, ...path]]);
    const own = operations.filter(it => baseOf(it) === base);
    return patchedArguments(own, targets, { form, distribution: 'kubeadm' });
  });
}

const TARGETS: readonly Target[] = [
  ...CLUSTER_TARGETS.map(([name, path]): Target => [name, ['clusterConfiguration', ...path]]),
  ...['initConfiguration', 'joinConfiguration'].map((it): Target => ['kubelet', [it, 'nodeRegistration', 'kubeletExtraArgs']]),
];

/** The files that an operation adds: one, or all of them. */
function filesOf(operation: Value): readonly Carried[] {
  const base = baseOf(operation);
  const rest = stepsOf(operation)?.slice((base ?? '').split('/').length - 1);
  if (base === undefined || rest?.[0] !== 'files') return [];
  const value = operation.at('value');
  return rest.length === 1 ? filesIn(value) : rest.length === 2 && !value.at('encoding').exists ? [carriedFile(value)] : [];
}
