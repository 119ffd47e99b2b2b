import { defineRule, type Example, missingResource, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-memory-request',
  summary: 'A container must say how much memory it needs.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_12'], trivy: ['KSV-0016'], kubescape: ['C-0004', 'C-0269'], 'kube-linter': ['unset-memory-requirements'] },
  links: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  docs: {
    why: `
      The scheduler takes a container without a request for one that needs nothing, and puts it where there is nothing left: when memory runs out, it is the first to go.`,
    fix: `
      Set \`resources.requests.memory\` to what the program mostly uses.`,
    ignore: 'A namespace whose LimitRange gives every container one.',
  },

  on: pods,

  check: missingResource('requests', 'memory'),
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
            resources: {requests: {cpu: 100m}}
            ^^^^^^^^^ The init container migrate requests no memory.
        containers:
          - name: app
                  ^^^ The container app requests no memory.
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            resources: {requests: {memory: 64Mi}}
    `,
  },
  {
    title: 'Said by a limit, which is a request as well, and by the pod for all of them',
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
