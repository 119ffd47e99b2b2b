import { defineRule, type Example, missingResource, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-cpu-limit',
  summary: 'A container must have a limit of CPU.',
  severity: 'info',
  profiles: ['nsa'],
  controls: {
    checkov: ['CKV_K8S_11'],
    trivy: ['KSV-0011'],
    kubescape: ['C-0009', 'C-0050', 'C-0270'],
    'kube-linter': ['unset-cpu-requirements'],
  },
  links: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  docs: {
    why: `
      A container without a limit may use every CPU that nobody else has asked for: a stolen one mines at full speed.`,
    fix: `
      Set \`resources.limits.cpu\`. A request alone keeps the others going; the limit also keeps the price down.`,
    ignore: 'Programs that must answer fast: a limit slows them down even while CPUs are idle.',
  },

  on: pods,

  check: missingResource('limits', 'cpu'),
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
            resources: {limits: {memory: 64Mi}}
            ^^^^^^^^^ The init container migrate has no limit of CPU.
        containers:
          - name: app
                  ^^^ The container app has no limit of CPU.
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            resources: {limits: {cpu: 1}}
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
            resources: {limits: {cpu: 1}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job}
      spec:
        resources: {limits: {cpu: 2}}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
