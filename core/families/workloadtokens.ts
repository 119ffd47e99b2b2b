/** Which pods get tokens of service accounts, and how to keep them from it. */

import type { Edit } from '../fix.ts';
import { isControlPlane } from '../podtarget.ts';
import { isSystemNamespace } from './podlabels.ts';
import type { PodSpec } from '../model/podspec.ts';
import { setOfPod } from './podplaces.ts';

const KEY = 'automountServiceAccountToken';

/** Has a pod say that no token is mounted, before its containers. */
export const mountNoToken = (pod: PodSpec): Edit => setOfPod(pod, KEY, false);

/**
 * Whether the kubelet of a node may run this pod from a file: nothing creates such a pod, and it has no token. Bare pods that look like parts
 * of a node count, as nothing in them tells.
 */
export function mayBeStatic(pod: PodSpec): boolean {
  const { kind, namespace } = pod.resource;
  if (kind !== 'Pod') return false;
  const isSystem = namespace !== undefined && (isSystemNamespace(namespace) || namespace.startsWith('openshift-'));
  const sharesNetwork = pod.at('hostNetwork').type === 'unknown' || pod.at('hostNetwork').asBoolean() === true;
  return isSystem || sharesNetwork || /^system-/.test(pod.at('priorityClassName').asString() ?? '') || isControlPlane(pod.resource);
}
