import { defineRule, type Example, podField, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-sandbox-runtime',
  summary: 'A sandbox must name the runtime that keeps it from the node.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0297'] },
  links: ['https://kubernetes.io/docs/concepts/containers/runtime-class/'],
  docs: {
    why: `
      A sandbox runs what nobody has read, such as code that a model wrote. Under the usual runtime, only the kernel of the node stands between that code and everything else.`,
    fix: `
      Name in \`runtimeClassName\` a class of gVisor or Kata Containers.`,
    ignore: `
      A cluster whose default runtime is one of these.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      if (pod.resource.kind !== 'SandboxTemplate') continue;
      const { value, isCertain } = podField(pod, 'string', 'runtimeClassName');
      if (value !== undefined || !isCertain) continue;
      yield {
        at: { place: pod.at().keyPlace, name: 'runtimeClassName' },
        message: 'The sandbox runs under the usual runtime: it names no other.',
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'None named',
    file: 'sandbox.yaml',
    bad: text`
      apiVersion: extensions.agents.x-k8s.io/v1alpha1
      kind: SandboxTemplate
      metadata: {name: python}
      spec:
        podTemplate:
          spec:
          ^^^^ The sandbox runs under the usual runtime: it names no other.
            containers: [{name: app, image: 'registry.example/python:3'}]
    `,
  },
  {
    title: 'gVisor',
    file: 'sandbox.yaml',
    good: text`
      apiVersion: extensions.agents.x-k8s.io/v1alpha1
      kind: SandboxTemplate
      metadata: {name: python}
      spec:
        podTemplate:
          spec:
            runtimeClassName: gvisor
            containers: [{name: app, image: 'registry.example/python:3'}]
    `,
  },
];
