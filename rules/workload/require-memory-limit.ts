import { defineRule, type Example, missingResource, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-memory-limit',
  summary: 'A container must have a limit of memory.',
  severity: 'info',
  profiles: ['nsa'],
  controls: {
    checkov: ['CKV_K8S_13'],
    trivy: ['KSV-0018'],
    kubescape: ['C-0004', 'C-0009', 'C-0271'],
    'kube-linter': ['unset-memory-requirements'],
  },
  links: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  docs: {
    why: `
      A container without a limit may take all memory of its node: a leak, or somebody who provokes one, ends the pods beside it.`,
    fix: `
      Set \`resources.limits.memory\` to what the program needs at most: beyond it, the container is ended and started again.`,
    ignore: 'A namespace whose LimitRange gives every container one.',
  },

  on: pods,

  check: missingResource('limits', 'memory'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'None of two, and another resource',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        initContainers:
          - name: migrate
            image: registry.example/migrate:1
            resources: {limits: {cpu: 100m}}
            ^^^^^^^^^ The init container migrate has no limit of memory.
        containers:
          - name: app
                  ^^^ The container app has no limit of memory.
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            resources: {limits: {memory: 64Mi}}
    `,
  },
  {
    title: 'Said by each, and by the pod for all of them',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            resources: {limits: {memory: 64Mi}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job}
      spec:
        resources: {limits: {memory: 1Gi}}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
