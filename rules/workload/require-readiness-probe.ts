import { defineRule, type Example, missingProbe, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-readiness-probe',
  summary: 'A container that runs for good must say how to tell that it can answer.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_9'], kubescape: ['C-0018'], 'kube-linter': ['no-readiness-probe'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  docs: {
    why: `
      A pod gets requests from the moment on that its containers run, and while it cannot answer them.`,
    fix: `
      Add a \`readinessProbe\` that asks the program whether it can answer.`,
    ignore: 'A program that answers nobody.',
  },

  on: pods,

  check: missingProbe('readinessProbe', it => `Nothing says when the ${it} can answer: it has no readiness probe.`),
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
                      ^^^ Nothing says when the container app can answer: it has no readiness probe.
                image: registry.example/app:1.4
                ports: [{containerPort: 8080}]
              - name: proxy
                image: registry.example/proxy:2
                ports: [{containerPort: 8443}]
                readinessProbe: {httpGet: {path: /healthz, port: 8080}}
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
              - {name: app, image: registry.example/app:1.4, ports: [{containerPort: 8080}]}
    `,
  },
  {
    title: 'Nothing that answers',
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
              - {name: worker, image: registry.example/worker:1.4}
              - {name: sleep, image: 'registry.k8s.io/pause:3.10', ports: [{containerPort: 80}]}
    `,
  },
];
