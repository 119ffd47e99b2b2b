/** What rules about workloads are asked about. */

import type { ComponentName } from './model/component.ts';
import { POD_SPEC_KINDS } from './facts/podkinds.ts';
import type { Container, PodSpec } from './model/podspec.ts';
import { podSpecsOf } from './model/pods.ts';
import { programOf } from './formats/programs.ts';
import type { Resource } from './model/resource.ts';
import type { Target } from './rule.ts';

/** The pod specs of an object; most objects that carry any carry one. The static Pods of the control plane are spared. */
export const pods: Target<readonly PodSpec[]> = {
  kinds: POD_SPEC_KINDS,
  match: it => {
    const found = it.type === 'resource' ? podSpecsOf(it) : [];
    return found.length ? found : undefined;
  },
  spares: it => it.type === 'resource' && isControlPlane(it),
};

/** What the kubelet says of the Pods that it runs from files. Source: pkg/kubelet/types/pod_update.go, kubeadm's `staticpod.ComponentPod`. */
const STATIC = 'kubernetes.io/config.source';

/**
 * Whether an object is a static Pod of the control plane: one that says so by its labels, or one that starts a program of it where such Pods are.
 * Such Pods need what others must not have, and the rules about their programs judge them.
 */
export function isControlPlane(resource: Resource): boolean {
  if (resource.kind !== 'Pod' || resource.group !== '') return false;
  const isLabelled = resource.at('metadata', 'labels', 'tier').asString() === 'control-plane';
  const source = resource.at('metadata', 'annotations', STATIC).asString();
  // A namespace that a template decides may be this one.
  const isOfSystem = resource.namespace === 'kube-system' || resource.at('metadata', 'namespace').type === 'unknown';
  return (isOfSystem && (isLabelled || source === 'file')) || podSpecsOf(resource).some(startsControlPlane);
}

/**
 * In a namespace of the control plane others may run beside its program (kops: `healthcheck`; OpenShift: `etcd-metrics`). Where none is given,
 * nothing but such programs may: one word among the arguments of any container would else spare a Pod of anybody.
 */
function startsControlPlane({ resource, containers }: PodSpec): boolean {
  const starts = (it: Container): boolean => programIn(it) !== undefined;
  const main = containers.filter(it => it.role === 'main');
  if (!resource.namespace) return main.length > 0 && main.every(starts);
  return /^(?:kube-system|openshift-.+)$/.test(resource.namespace) && main.some(starts);
}

/** The program of the control plane or of a node that a container starts; undefined for any other. `hidden` is read in the place of each word that a template decides. */
export function programIn(container: Container, hidden = ''): ComponentName | undefined {
  const words = ['command', 'args'].flatMap(it => container.at(it).items());
  return programOf(words.map(it => ({ text: it.asString() ?? hidden, place: it.place, start: undefined })))?.name;
}
