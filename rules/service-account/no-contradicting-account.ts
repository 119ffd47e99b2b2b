import { defineRule, type Example, podField, pods, removeValue, safe, text } from '#core';

export default defineRule({
  id: 'service-account/no-contradicting-account',
  summary: 'A pod must not name two service accounts.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0294'], 'kube-linter': ['deprecated-service-account-field'] },
  links: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
  docs: {
    why: `
      \`serviceAccount\` is the old name of \`serviceAccountName\`, and counts only where that is not set. Whoever changes or
      reads the old one is wrong about the rights that the pod has.`,
    fix: 'Remove `serviceAccount`.',
    ignore: 'There is nothing to ignore: one of the two has no effect.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const name = podField(pod, 'string', 'serviceAccountName').value;
      const old = podField(pod, 'string', 'serviceAccount');
      if (!name || !old.value || name === old.value) continue;
      yield {
        at: old.at,
        message: `The pod runs as the service account ${name}, and not as ${old.value}.`,
        related: [{ place: pod.at('serviceAccountName').place, message: 'The account that it runs as.' }],
        tag: 'unnecessary',
        fixes: [safe('Remove serviceAccount', removeValue(old.at))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two accounts',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccount: reader
                        ^^^^^^ The pod runs as the service account admin, and not as reader.
        serviceAccountName: admin
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccountName: admin
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'The same twice, as the API server writes it',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccount: web
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
