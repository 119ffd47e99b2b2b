import { choice, defineRule, type Example, resource, setKey, text } from '#core';

export default defineRule({
  id: 'audit/require-rules',
  summary: 'An audit policy must have rules.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.1'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: 'The API server refuses a policy without rules, and does not start.',
    fix: 'Begin with the rule `level: Metadata`, which records every request without its body.',
    ignore: 'Never: no API server starts with such a policy.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    const rules = policy.at('rules');
    if (
      policy.isPart ||
      policy.root.type !== 'mapping' ||
      !policy.root.isClosed ||
      !rules.isClosed ||
      rules.type === 'unknown' ||
      rules.items().length
    )
      return;
    yield {
      at: rules.exists ? { place: rules.keyPlace } : policy,
      message: 'The API server does not start with this audit policy: it has no rules.',
      fixes: [choice('Record metadata of every request', setKey(policy.root, 'rules', [{ level: 'Metadata' }]))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No list',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
            ^^^^^^ The API server does not start with this audit policy: it has no rules.
      omitStages:
        - RequestReceived
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages:
        - RequestReceived
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'An empty list',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules: []
      ^^^^^ The API server does not start with this audit policy: it has no rules.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'One rule',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
];
