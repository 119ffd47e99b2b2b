/** API versions of workloads, and of what guards them, that are no longer served. Source: the deprecated API migration guide. */

export interface RemovedVersion {
  /** The release since which it is not served. */
  readonly removed: string;
  /** Undefined where the kind is gone as a whole. */
  readonly by: string | undefined;
  /** Whether the same text means the same under the new version, given the fields that it must have. */
  readonly isSame: boolean;
}

const to = (removed: string, by: string | undefined, isSame = false): RemovedVersion => ({ removed, by, isSame });

const APPS = to('1.16', 'apps/v1', true);
const FLOW = 'flowcontrol.apiserver.k8s.io';

/** By API version and kind. Those of RBAC have a rule of their own. */
const REMOVED: Readonly<Record<string, RemovedVersion>> = {
  'extensions/v1beta1 Deployment': APPS,
  'extensions/v1beta1 DaemonSet': APPS,
  'extensions/v1beta1 ReplicaSet': APPS,
  'apps/v1beta1 Deployment': APPS,
  'apps/v1beta1 StatefulSet': APPS,
  'apps/v1beta2 Deployment': APPS,
  'apps/v1beta2 StatefulSet': APPS,
  'apps/v1beta2 DaemonSet': APPS,
  'apps/v1beta2 ReplicaSet': APPS,
  'extensions/v1beta1 NetworkPolicy': to('1.16', 'networking.k8s.io/v1', true),
  'extensions/v1beta1 PodSecurityPolicy': to('1.16', undefined),
  'policy/v1beta1 PodSecurityPolicy': to('1.25', undefined),
  'extensions/v1beta1 Ingress': to('1.22', 'networking.k8s.io/v1'),
  'networking.k8s.io/v1beta1 Ingress': to('1.22', 'networking.k8s.io/v1'),
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': to('1.22', 'admissionregistration.k8s.io/v1'),
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': to('1.22', 'admissionregistration.k8s.io/v1'),
  'scheduling.k8s.io/v1beta1 PriorityClass': to('1.22', 'scheduling.k8s.io/v1', true),
  'batch/v1beta1 CronJob': to('1.25', 'batch/v1', true),
  'policy/v1beta1 PodDisruptionBudget': to('1.25', 'policy/v1'),
  'node.k8s.io/v1beta1 RuntimeClass': to('1.25', 'node.k8s.io/v1', true),
  'autoscaling/v2beta1 HorizontalPodAutoscaler': to('1.25', 'autoscaling/v2'),
  'autoscaling/v2beta2 HorizontalPodAutoscaler': to('1.26', 'autoscaling/v2', true),
  [`${FLOW}/v1beta1 FlowSchema`]: to('1.26', `${FLOW}/v1`),
  [`${FLOW}/v1beta2 FlowSchema`]: to('1.29', `${FLOW}/v1`),
  [`${FLOW}/v1beta3 FlowSchema`]: to('1.32', `${FLOW}/v1`),
};

/** The kinds above, each once. */
export const VERSIONED_KINDS: readonly string[] = [...new Set(Object.keys(REMOVED).map(it => it.slice(it.indexOf(' ') + 1)))];

/** Undefined for what is served, and for what is not known. */
export const removedVersion = (apiVersion: string, kind: string): RemovedVersion | undefined =>
  Object.hasOwn(REMOVED, `${apiVersion} ${kind}`) ? REMOVED[`${apiVersion} ${kind}`] : undefined;
