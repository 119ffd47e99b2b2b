/** The users that containers run as, as far as a file tells, and the fixes that hang on them. */

import { choice, type Edit, type Proposal, suggest } from '../fix.ts';
import { type Container, effective, listField, podField, type PodSpec } from '../model/podspec.ts';

/** Who `runAsUser` says that a container runs as; `hidden` where that cannot be seen, undefined where the image decides. */
export function userOf(pod: PodSpec, container: Container): 'root' | 'other' | 'hidden' | undefined {
  const { value, isCertain } = effective(pod, container, 'number', 'runAsUser');
  if (!isCertain) return 'hidden';
  return value === undefined ? undefined : value === 0 ? 'root' : 'other';
}

/**
 * The fix that keeps containers from running as root; an edit of the whole pod is about all that `governed` lists, and about those that a template hides.
 * The kubelet refuses to start an image whose user is 0 or has a name, unless a number stands here. Source: `verifyRunAsNonRoot`.
 */
export function forbidRoot(
  pod: PodSpec,
  governed: Container | readonly Container[],
  title: string,
  edits: readonly Edit[],
): readonly Proposal[] {
  const isShared = Array.isArray(governed);
  const users = [governed].flat().map(it => userOf(pod, it));
  if (users.some(it => it === 'root' || it === 'hidden')) return [];
  const isSeen = !isShared || (pod.isWhole && ['initContainers', 'containers'].every(it => pod.at(it).isClosed));
  if (isSeen && users.every(it => it === 'other')) return [suggest(title, ...edits)];
  const images = isShared ? 'images' : 'the image';
  const condition = isForWindows(pod)
    ? `${images} must not run as ContainerAdministrator`
    : `${images} must have a user by number, and not 0`;
  return [choice(`${title} (${condition})`, ...edits)];
}

/** Whether a pod is for nodes of Windows, which know users by name and pass over `runAsUser`. Source: pkg/kubelet/kuberuntime/security_context_windows.go. */
export const isForWindows = (pod: PodSpec): boolean =>
  podField(pod, 'string', 'os', 'name').value === 'windows' || pod.at('nodeSelector', 'kubernetes.io/os').asString() === 'windows';

/** Whether the program does not start as root, and then can use no capability; only ports below 1024 may take one that its file has. */
export function needsNoCapability(pod: PodSpec, container: Container): boolean {
  const isNonRoot = userOf(pod, container) === 'other' || effective(pod, container, 'boolean', 'runAsNonRoot').value === true;
  const low = listField(pod, container.value, 'ports').items.some(it => (it.at('containerPort').asNumber() ?? 0) < 1024);
  const added = listField(pod, container.value, 'securityContext', 'capabilities', 'add').items;
  return isNonRoot && (!low || added.some(it => it.asString() === 'NET_BIND_SERVICE'));
}
