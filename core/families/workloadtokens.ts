/** Keeps the token of a service account from pods. */

import type { Edit } from '../fix.ts';
import type { PodSpec } from '../model/podspec.ts';

const KEY = 'automountServiceAccountToken';

/** Has a pod say that no token is mounted, before its containers. */
export function mountNoToken(pod: PodSpec): Edit {
  const before = pod
    .at()
    .entries()
    .find(([key]) => key === 'initContainers' || key === 'containers')?.[0];
  return { on: 'value', value: pod.at(), change: { op: 'set', key: KEY, data: false, before } };
}
