import { defineRule, type Example, missingResource, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-cpu-request',
  summary: 'A container must say how much CPU it needs.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_10'], trivy: ['KSV-0015'], kubescape: ['C-0050', 'C-0268'], 'kube-linter': ['unset-cpu-requirements'] },
  links: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  docs: {
    why: `
      The scheduler takes a container without a request for one that needs nothing, and its neighbours get all there is when CPUs are short.`,
    fix: `
      Set \`resources.requests.cpu\` to what the program mostly uses.`,
    ignore: 'A namespace whose LimitRange gives every container one.',
  },

  on: pods,

  check: missingResource('requests', 'cpu'),
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
            resources: {requests: {memory: 64Mi}}
            ^^^^^^^^^ The init container migrate requests no CPU.
        containers:
          - name: app
                  ^^^ The container app requests no CPU.
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            resources: {requests: {cpu: 1}}
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
            resources: {limits: {cpu: 500m}}
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
