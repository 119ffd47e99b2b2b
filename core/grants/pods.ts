/** Which service account the Pods of a workload run as. */

import type { Path, Value } from '../model/value.ts';
import type { Resource } from '../model/resource.ts';
import type { Target } from '../rule.ts';

const TEMPLATE: Path = ['spec', 'template', 'spec'];

/** By group and kind, where the spec of the Pods is. */
const SPECS: Readonly<Record<string, Path>> = {
  '/Pod': ['spec'],
  '/PodTemplate': ['template', 'spec'],
  '/ReplicationController': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'apps/Deployment': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/StatefulSet': TEMPLATE,
  'batch/Job': TEMPLATE,
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

export interface PodAccount {
  readonly spec: Value;
  /** The account that it names; undefined where it names none, or that is not known. */
  readonly account: string | undefined;
  /** What it says of mounting the token; undefined where it says nothing, `unknown` where that cannot be seen. */
  readonly mounts: boolean | 'unknown' | undefined;
  /** Where the account is named; absent where none is. */
  readonly at: Value;
}

/** Undefined for what starts no Pods. */
export function podOf(it: Resource): PodAccount | undefined {
  const path = SPECS[`${it.group}/${it.kind}`];
  const spec = path && it.at(...path);
  if (spec?.type !== 'mapping') return undefined;
  const named = spec.at('serviceAccountName');
  // The old name of the field counts where the new one is empty.
  const at = named.exists || named.type === 'unknown' ? named : spec.at('serviceAccount');
  return { spec, account: at.asString() || undefined, mounts: mountsIn(spec), at };
}

/** What the spec of a Pod, or a service account, says of mounting the token. */
export function mountsIn(mapping: Value): boolean | 'unknown' | undefined {
  const mounting = mapping.at('automountServiceAccountToken');
  return mounting.type === 'absent' ? undefined : (mounting.asBoolean() ?? 'unknown');
}

/** Whatever starts Pods as one service account. */
export const startsPods: Target<Resource> = {
  kinds: Object.keys(SPECS).map(it => it.slice(it.indexOf('/') + 1)),
  mentions: 'erviceAccount',
  match: it => (it.type === 'resource' && podOf(it) ? it : undefined),
};
