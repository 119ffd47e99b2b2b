import { atKey, defineRule, type Example, resource, text } from '#core';

/** Of CPU and memory, what is asked for and what is allowed. `cpu` is `requests.cpu` by another name, and so is `memory`. */
const BOUNDS: readonly (readonly [string, readonly string[]])[] = [
  ['requests.cpu', ['requests.cpu', 'cpu']],
  ['requests.memory', ['requests.memory', 'memory']],
  ['limits.cpu', ['limits.cpu']],
  ['limits.memory', ['limits.memory']],
];

export default defineRule({
  id: 'workload/require-quota-bounds',
  summary: 'A quota should bound what its namespace asks for, and what it may use.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0040'] },
  links: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  docs: {
    why: `
      What the quota does not name, the namespace may use up: one team, or somebody who got into one of its pods, takes the
      CPUs and the memory of all others.`,
    fix: 'Name `requests.cpu`, `requests.memory`, `limits.cpu` and `limits.memory` in `hard`.',
    ignore: 'A quota that counts objects, beside another one that bounds resources.',
  },

  on: resource('', 'ResourceQuota'),

  *check(quota) {
    const hard = quota.at('spec', 'hard');
    // One with a scope is for some pods only, and may not name everything.
    const isScoped = ['scopes', 'scopeSelector'].some(it => quota.at('spec', it).type !== 'absent');
    if (quota.isPart || isScoped || hard.type !== 'mapping') return;
    const missing = BOUNDS.filter(([, names]) => names.every(it => hard.lacks(it))).map(([name]) => name);
    if (missing.length) yield { at: atKey(hard), message: `The quota does not bound ${missing.join(', ')}.` };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Requests only',
    file: 'quota.yaml',
    bad: text`
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: shop}
      spec:
        hard: {cpu: 10, requests.memory: 20Gi}
        ^^^^ The quota does not bound limits.cpu, limits.memory.
    `,
  },
  {
    title: 'Both',
    file: 'quota.yaml',
    good: text`
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: shop}
      spec:
        hard: {requests.cpu: 10, requests.memory: 20Gi, limits.cpu: 20, limits.memory: 40Gi}
    `,
  },
];
