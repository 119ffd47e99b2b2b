/** Files of the folder that `patches.directory` of kubeadm names: they change static Pods, or the kubelet's configuration, before these are written. */

import { operationsOf, patchedArguments, patchedCommand, patchedFields, type Target } from './jsonpatch.ts';
import { type Field, fields } from './fields.ts';
import type { ComponentName } from '../model/component.ts';
import type { Form } from './form.ts';
import { KUBELET_FIELDS, PROXY_FIELDS } from './componentconfigfields.ts';
import { placeAt, shapedProgram } from './shape.ts';
import type { Program } from '../source.ts';
import type { Value } from '../model/value.ts';

/** `target[suffix][+type].extension`; where the type is left out, the folder has to tell. Source: kubeadm's `app/util/patches/patches.go`. */
const NAME =
  /(?:^|\/)(kube-apiserver|kube-controller-manager|kube-scheduler|etcd|kubeletconfiguration|corednsdeployment)[^/+]*(\+(?:strategic|merge|json))?\.(?:ya?ml|json)$/;

/** In a folder of patches, or with the type of a patch in its name, a file holds only part of what it is about. */
export function isKubeadmPatch(path: string): boolean {
  const type = NAME.exec(path);
  return type !== null && (type[2] !== undefined || /(?:^|[/_.-])patches\/[^/]*$/.test(path));
}

/**
 * What a JSON patch of kubeadm's own documents is called where its carrier says what it patches: `ClusterConfiguration+json.yaml`.
 * Such names occur nowhere else.
 */
export const jsonPatchOf = (kind: string): string => `${kind}+json.yaml`;

/** JSON patches, and patches of the kubelet's configuration that leave out its kind. */
export const kubeadmPatch: Form = {
  kinds: [],
  mayBe: (_, path) => patchedAt(path) !== undefined,
  matches: (root, path) =>
    patchedAt(path) !== undefined && (operationsOf(root).length > 0 || root.type === 'mapping') && !root.at('kind').exists,
  read(root, { path }) {
    const patched = patchedAt(path) ?? '';
    const operations = operationsOf(root);
    const form = { form: 'kubeadm patch', distribution: 'kubeadm' } as const;
    if (/^kubeletconfiguration$/i.test(patched))
      return operations.length ? patchedFields('kubelet', operations, KUBELET_FIELDS, form) : strategicKubelet(root);
    const targets = TARGETS[patched];
    if (targets) return patchedArguments(operations, targets, form);
    return patched === 'corednsdeployment' ? [] : patchedCommand(patched as ComponentName, operations, form);
  },
};

/** What the patch of a path is about, by its name. */
function patchedAt(path: string): string | undefined {
  if (isKubeadmPatch(path)) return NAME.exec(path)?.[1];
  return /(?:^|\/)((?:Cluster|Init|Join|Kubelet)Configuration)\+json\.yaml$/.exec(path)?.[1];
}

const NODE: readonly Target[] = [['kubelet', ['nodeRegistration', 'kubeletExtraArgs']]];

/** Where arguments lie in ClusterConfiguration, from `v1beta1` on. */
export const CLUSTER_TARGETS: readonly Target[] = [
  ['kube-apiserver', ['apiServer', 'extraArgs']],
  ['kube-controller-manager', ['controllerManager', 'extraArgs']],
  ['kube-scheduler', ['scheduler', 'extraArgs']],
  ['etcd', ['etcd', 'local', 'extraArgs']],
];

const TARGETS: Readonly<Record<string, readonly Target[]>> = {
  ClusterConfiguration: CLUSTER_TARGETS,
  InitConfiguration: NODE,
  JoinConfiguration: NODE,
};

const strategicKubelet = (root: Value): readonly Program[] => partOf('kubelet', root, KUBELET_FIELDS);

/** Patches for kind may leave out the version of what they patch; the programs themselves read nothing without one. */
export const unversionedPatch: Form = {
  kinds: ['KubeletConfiguration', 'KubeProxyConfiguration'],
  matches: root => Object.hasOwn(UNVERSIONED, root.at('kind').asString() ?? '') && root.at('apiVersion').type === 'absent',
  read: root => UNVERSIONED[root.at('kind').asString()!]!(root),
};

const UNVERSIONED: Readonly<Record<string, (root: Value) => readonly Program[]>> = {
  KubeletConfiguration: strategicKubelet,
  KubeProxyConfiguration: root => partOf('kube-proxy', root, PROXY_FIELDS),
};

function partOf(name: ComponentName, root: Value, table: readonly Field[]): readonly Program[] {
  const shape = fields(name, root, table);
  const program = { name, form: 'kubeadm patch', distribution: 'kubeadm', place: placeAt(root), version: undefined } as const;
  return shape.written.length ? [shapedProgram({ ...program, shapes: [shape], isPart: true })] : [];
}
