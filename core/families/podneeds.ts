/** What is not taken from pods: programs of the control plane and of nodes need what is a node's, and so may what a template hides. */

import type { Container, PodSpec } from '../model/podspec.ts';
import { COMPONENTS } from '../model/component.ts';
import { isSystemNamespace } from './podlabels.ts';
import type { Value } from '../model/value.ts';
import { isControlPlane, programIn } from '../podtarget.ts';
import { imageOf } from './workloadcontainers.ts';

/** Whether a fix must leave the pod what it shares with its node: its addresses, its processes. */
export const needsNode = (pod: PodSpec): boolean =>
  isControlPlane(pod.resource) ||
  isOfNode(pod) ||
  pod.containers.some(it => runsNodeProgram(pod, it)) ||
  (!pod.at('containers').isClosed && isPlausible(pod, '')) ||
  pod.volumes.some(isOfNetwork);

/** Nobody creates bare Pods of the system: the kubelet has them from files, and starts them before there is a network for pods. */
const isOfNode = ({ resource: { kind, namespace } }: PodSpec): boolean => kind === 'Pod' && isSystemNamespace(namespace ?? '');

/** What makes the network of pods cannot wait for it: it writes its configuration or its programs where the runtime looks for them. */
const isOfNetwork = (volume: Value): boolean => /\/(?:etc|opt)\/cni(?:\/|$)/.test(volume.at('hostPath', 'path').asString() ?? '');

/** Whether a fix must leave the container its ports and paths of the node, and its privileges. */
export const runsNodeProgram = (pod: PodSpec, container: Container): boolean =>
  programIn(container) !== undefined || isOfKubernetes(container) || (isHidden(container) && isPlausible(pod, container.name));

/** Whether the program is that of an image of Kubernetes itself. */
function isOfKubernetes(container: Container): boolean {
  const name = imageOf(container)?.name;
  return container.at('command').type === 'absent' && COMPONENTS.some(it => it === name);
}

/** Whether it cannot be seen what the container starts. An image that is named starts its own program, where no command is written. */
function isHidden(container: Container): boolean {
  const command = container.at('command');
  if (command.type === 'absent') return !container.value.lacks('command') || !imageOf(container);
  // In the place of what is hidden, a program would be found.
  return command.type === 'unknown' || (!command.isClosed && !command.items().length) || programIn(container, COMPONENTS[0]) !== undefined;
}

/** The control plane runs in bare Pods; what else runs its programs is called by their names. */
const isPlausible = ({ resource }: PodSpec, container: string): boolean =>
  resource.kind === 'Pod' || [container, resource.name ?? ''].some(it => PROGRAM.test(it));

const PROGRAM = /(?:^|-)(?:(?:kube-?)?(?:api-?server|controller-manager)|kube-?(?:scheduler|proxy|let)|etcd)(?:-|$)/;
