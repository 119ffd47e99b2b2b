import { defineRule, type Example, podField, pods, renameKey, safe, text } from '#core';

export default defineRule({
  id: 'service-account/no-deprecated-field',
  summary: 'A pod must name its service account in `serviceAccountName`.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0294'], 'kube-linter': ['deprecated-service-account-field'] },
  links: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
  docs: {
    why: `
      \`serviceAccount\` is the old name of the field. It still works, but policies and people look for the new one, and
      take the pod for one that runs as \`default\`.`,
    fix: 'Rename it to `serviceAccountName`.',
    ignore: 'There is no need to: the API server reads both alike.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const { value, at } = podField(pod, 'string', 'serviceAccount');
      const name = podField(pod, 'string', 'serviceAccountName');
      if (!value || name.value !== undefined || !name.isCertain) continue;
      yield {
        at: { place: at.keyPlace, name: 'serviceAccount' },
        message: 'The service account of the pod stands in a field of an old name.',
        tag: 'deprecated',
        fixes: [safe('Rename it to serviceAccountName', renameKey(at, 'serviceAccountName'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The old name',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccount: web
        ^^^^^^^^^^^^^^ The service account of the pod stands in a field of an old name.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'The new name',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
