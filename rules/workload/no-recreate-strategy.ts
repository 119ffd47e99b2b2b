import { defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'workload/no-recreate-strategy',
  summary: 'A Deployment should replace its pods one after another.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0305'], 'kube-linter': ['no-rolling-update-strategy'] },
  links: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  docs: {
    why: `
      With \`Recreate\` all pods end before the first new one starts: each update is an outage, and updates that close holes
      are put off for it.`,
    fix: 'Remove the strategy: `RollingUpdate` is the default.',
    ignore: 'A program that must not run twice, or a volume that only one pod can mount.',
  },

  on: resource('apps', 'Deployment'),

  *check(deployment) {
    const at = deployment.at('spec', 'strategy', 'type');
    if (at.asString() === 'Recreate') yield { at, message: 'Each update ends all pods before the first new one starts.' };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'All at once',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        strategy: {type: Recreate}
                         ^^^^^^^^ Each update ends all pods before the first new one starts.
    `,
  },
  {
    title: 'One after another',
    file: 'web.yaml',
    good: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        strategy: {type: RollingUpdate}
    `,
  },
];
