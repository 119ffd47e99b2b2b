import { atLeast, defineRule, type Example, removedVersion, replaceValue, type Resource, suggest, text, VERSIONED_KINDS } from '#core';

export default defineRule({
  id: 'workload/no-removed-api-version',
  summary: 'A workload, and what guards it, must be of an API version that is served.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0107'], 'kube-linter': ['no-extensions-v1beta'] },
  links: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  docs: {
    why: `
      The API server refuses the object: a workload keeps running as it was before, and a network policy or a webhook guards nothing.`,
    fix: `
      Write the version that is served; the guide says what else has changed.`,
    ignore: `
      A file for clusters that are older than the release which is named.`,
  },

  on: {
    kinds: VERSIONED_KINDS,
    mentions: 'beta',
    match: it => (it.type === 'resource' && it.root.isClosed && removedVersion(it.apiVersion, it.kind) ? it : undefined),
  },

  *check(it: Resource, { kubernetesVersion }) {
    const gone = removedVersion(it.apiVersion, it.kind);
    if (!gone || (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, gone.removed))) return;
    const at = it.at('apiVersion');
    const isSame = gone.isSame && (gone.by !== 'apps/v1' || it.at('spec', 'selector').exists);
    yield {
      at,
      message: `Since Kubernetes ${gone.removed}, ${it.kind} of ${it.apiVersion} is not served.`,
      tag: 'deprecated',
      fixes: isSame && gone.by !== undefined ? [suggest(`Write ${gone.by}`, replaceValue(at, gone.by))] : [],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Versions that are gone',
    file: 'old.yaml',
    bad: text`
      apiVersion: extensions/v1beta1
                  ^^^^^^^^^^^^^^^^^^ Since Kubernetes 1.16, Deployment of extensions/v1beta1 is not served.
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: app, image: 'registry.example/app:1.4'}]
      ---
      apiVersion: batch/v1beta1
                  ^^^^^^^^^^^^^ Since Kubernetes 1.25, CronJob of batch/v1beta1 is not served.
      kind: CronJob
      metadata: {name: count}
      spec: {schedule: 0 4 * * *}
      ---
      apiVersion: policy/v1beta1
                  ^^^^^^^^^^^^^^ Since Kubernetes 1.25, PodSecurityPolicy of policy/v1beta1 is not served.
      kind: PodSecurityPolicy
      metadata: {name: strict}
    `,
    fixed: text`
      apiVersion: extensions/v1beta1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: app, image: 'registry.example/app:1.4'}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: count}
      spec: {schedule: 0 4 * * *}
      ---
      apiVersion: policy/v1beta1
      kind: PodSecurityPolicy
      metadata: {name: strict}
    `,
  },
  {
    title: 'Versions that are served',
    file: 'new.yaml',
    good: text`
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: count}
      spec: {schedule: 0 4 * * *}
      ---
      apiVersion: flowcontrol.apiserver.k8s.io/v1beta4
      kind: FlowSchema
      metadata: {name: beta}
    `,
  },
];
