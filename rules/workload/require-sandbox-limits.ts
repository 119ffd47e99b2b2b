import { type Context, defineRule, type Example, missingResource, pods, type PodSpec, text } from '#core';

export default defineRule({
  id: 'workload/require-sandbox-limits',
  summary: 'A container of a sandbox must have limits of CPU and memory.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0303'] },
  links: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  docs: {
    why: `
      A sandbox runs what nobody has read. Without limits, such code takes the CPUs and the memory of its node, and the programs of others go down.`,
    fix: `
      Set \`resources.limits\` of every container.`,
    ignore: `
      A namespace whose LimitRange gives every container limits.`,
  },

  on: pods,

  *check(pods, context: Context) {
    const sandboxes = pods.filter(({ resource }: PodSpec) => resource.kind === 'SandboxTemplate');
    yield* missingResource('limits', 'cpu')(sandboxes, context);
    yield* missingResource('limits', 'memory')(sandboxes, context);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'None',
    file: 'sandbox.yaml',
    bad: text`
      apiVersion: extensions.agents.x-k8s.io/v1alpha1
      kind: SandboxTemplate
      metadata: {name: python}
      spec:
        podTemplate:
          spec:
            containers:
              - name: app
                      ^^^ The container app has no limit of CPU.
                      ^^^ The container app has no limit of memory.
                image: registry.example/python:3
    `,
  },
  {
    title: 'Both, and a pod that is no sandbox',
    file: 'sandbox.yaml',
    good: text`
      apiVersion: extensions.agents.x-k8s.io/v1alpha1
      kind: SandboxTemplate
      metadata: {name: python}
      spec:
        podTemplate:
          spec:
            containers: [{name: app, image: 'registry.example/python:3', resources: {limits: {cpu: 1, memory: 1Gi}}}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
