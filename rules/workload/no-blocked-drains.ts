import { defineRule, type Example, resource, text, type Value } from '#core';

export default defineRule({
  id: 'workload/no-blocked-drains',
  summary: 'A disruption budget must let nodes be drained.',
  severity: 'info',
  profiles: [],
  controls: { 'kube-linter': ['pdb-max-unavailable', 'pdb-min-available'] },
  links: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  docs: {
    why: `
      No healthy pod of the workload may be evicted, so that none of its nodes can be drained: updates of the kernel and of the
      kubelet wait until somebody deletes the pods by hand.`,
    fix: 'Allow one pod to be away: `maxUnavailable: 1`.',
    ignore: 'A program whose operators move it themselves.',
  },

  on: resource('policy', 'PodDisruptionBudget'),

  *check(budget) {
    const most = budget.at('spec', 'maxUnavailable');
    const least = budget.at('spec', 'minAvailable');
    if (isShare(most, /^0+%$/) || most.asNumber() === 0) yield { at: most, message: 'No healthy pod may be evicted: maxUnavailable is 0.' };
    if (isShare(least, /^100%$/)) yield { at: least, message: 'No healthy pod may be evicted: minAvailable is 100%.' };
  },
});

const isShare = (value: Value, share: RegExp): boolean => value.type === 'string' && share.test(value.asString()!);

export const examples = (): readonly Example[] => [
  {
    title: 'None away, and all there',
    file: 'budgets.yaml',
    bad: text`
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {maxUnavailable: 0, selector: {matchLabels: {app: web}}}
                             ^ No healthy pod may be evicted: maxUnavailable is 0.
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: api}
      spec: {minAvailable: 100%, selector: {matchLabels: {app: api}}}
                           ^^^^ No healthy pod may be evicted: minAvailable is 100%.
    `,
  },
  {
    title: 'One away',
    file: 'budgets.yaml',
    good: text`
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
    `,
  },
];
