import { defineRule, type Example, missingProbe, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-liveness-probe',
  summary: 'A container that runs for good must say how to tell that it is stuck.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_8'], kubescape: ['C-0056'], 'kube-linter': ['no-liveness-probe'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  docs: {
    why: `
      A program that hangs, by itself or because somebody made it, stays hanging: the kubelet only sees that it runs.`,
    fix: `
      Add a \`livenessProbe\` that fails only when nothing but starting again helps.`,
    ignore: 'A program that ends when it cannot go on.',
  },

  on: pods,

  check: missingProbe('livenessProbe', it => `Nothing starts the ${it} again when it is stuck: it has no liveness probe.`),
});

export const examples = (): readonly Example[] => [
  {
    title: 'One of two',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                      ^^^ Nothing starts the container app again when it is stuck: it has no liveness probe.
                image: registry.example/app:1.4
              - name: proxy
                image: registry.example/proxy:2
                livenessProbe: {httpGet: {path: /healthz, port: 8080}}
    `,
  },
  {
    title: 'Nothing that runs for good',
    file: 'job.yaml',
    good: text`
      apiVersion: batch/v1
      kind: Job
      metadata: {name: count}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'Nothing that could be stuck',
    file: 'node.yaml',
    good: text`
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: node}
      spec:
        selector: {matchLabels: {app: node}}
        template:
          metadata: {labels: {app: node}}
          spec:
            containers:
              - {name: sleep, image: 'registry.k8s.io/pause:3.10'}
    `,
  },
];
