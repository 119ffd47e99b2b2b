import {
  defineRule,
  type Enforcement,
  type Example,
  isControlPlane,
  pods,
  type PodSpec,
  type Refusal,
  refusals,
  type Resource,
  text,
} from '#core';

export default defineRule({
  id: 'namespace/require-admitted-pods',
  summary: 'A pod must be one that its namespace admits.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  docs: {
    why: `
      The API server refuses a pod that its namespace does not admit. A Deployment with such pods is created without
      complaint, and never starts one: what it was to replace is gone, or what it was to guard is not guarded.`,
    fix: 'Change what is named, or run the pod in a namespace that is meant for it.',
    ignore: 'Users, namespaces or runtime classes that the admission configuration of the cluster exempts.',
  },

  on: pods,
  needs: 'namespaces',

  *check(pods, { enforcement, kubernetesVersion }) {
    for (const pod of pods) {
      const { namespace } = pod.resource;
      const enforced = namespace === undefined || !makesPods(pod.resource) ? undefined : enforcement(namespace);
      const found =
        enforced && !isExempt(pod, enforced) ? refusals(pod, enforced.level, enforced.version ?? kubernetesVersion, kubernetesVersion) : [];
      if (!enforced || !found.length) continue;
      yield {
        at: pod,
        message: `The namespace ${namespace} enforces ${enforced.level} and refuses ${whatOf(pod)}: ${controlsOf(found)}.`,
        related: [
          { place: enforced.place, message: `The namespace ${namespace} enforces ${enforced.level} here.` },
          ...found.slice(0, MOST).map(({ problem }) => ({ place: problem.at.place, message: problem.message })),
        ],
      };
    }
  },
});

/** The kubelet starts a static Pod whatever its namespace says, no controller makes Pods of a PodTemplate, and a workload without replicas has none. */
const makesPods = (resource: Resource): boolean =>
  !isControlPlane(resource) && resource.kind !== 'PodTemplate' && resource.at('spec', 'replicas').asNumber() !== 0;

/** Whether the admission plugin passes over pods of the runtime class, or may: a class that cannot be told may be one of them. */
function isExempt(pod: PodSpec, { exemptClasses = [] }: Enforcement): boolean {
  const name = pod.at('runtimeClassName');
  return exemptClasses.length > 0 && (name.type === 'unknown' || exemptClasses.includes(name.asString() ?? ''));
}

/** As many reasons as are shown; the rules of the level name all. */
const MOST = 5;

const whatOf = ({ resource: { kind } }: PodSpec): string => (kind === 'Pod' ? 'this Pod' : `the pods of this ${kind}`);

const controlsOf = (found: readonly Refusal[]): string => [...new Set(found.map(it => it.control))].join(', ');

export const examples = (): readonly Example[] => [
  {
    title: 'Pods that their namespaces refuse',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: bank
        labels:
          pod-security.kubernetes.io/enforce: restricted
          pod-security.kubernetes.io/enforce-version: v1.24
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
                       ^^^ The namespace shop enforces baseline and refuses the pods of this Deployment: hostNamespaces, hostPorts.
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: true
            containers:
              - name: app
                image: registry.example/app:1.4
                ports: [{containerPort: 80, hostPort: 80}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: once, namespace: bank}
                       ^^^^ The namespace bank enforces restricted and refuses this Pod: allowPrivilegeEscalation, runAsNonRoot, seccompProfile, capabilities.
      spec:
        containers: [{name: app, image: registry.example/app:1.4}]
    `,
  },
  {
    title: 'Pods that their namespaces admit, or of whose namespaces nothing is known',
    file: 'shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: once, namespace: shop}
      spec:
        containers: [{name: app, image: registry.example/app:1.4}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: agent, namespace: agents}
      spec:
        hostNetwork: true
        containers: [{name: app, image: registry.example/app:1.4}]
    `,
  },
  {
    title: 'A namespace that says two things',
    file: 'shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: privileged}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: agent, namespace: shop}
      spec:
        hostNetwork: true
        containers: [{name: app, image: registry.example/app:1.4}]
    `,
  },
];
