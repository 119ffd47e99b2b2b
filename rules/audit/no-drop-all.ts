import { defineRule, type Example, replaceValue, resource, suggest, text, type Value } from '#core';

/** A rule with none of these matches every request. Source: the `audit.k8s.io/v1` types, PolicyRule. */
const SELECTORS = ['users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs'];

export default defineRule({
  id: 'audit/no-drop-all',
  summary: 'An audit policy must record something.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      The first rule that matches a request decides, and a rule without selectors matches every one. When all rules up to
      that one say \`None\`, no event is ever written: the audit log is on, and empty.`,
    fix: 'Let the last rule, the one without selectors, say `Metadata`; put exceptions with `None` before it.',
    ignore: 'Audit events are taken by a webhook in front of the API server instead.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    const rules = policy.at('rules');
    if (!rules.isClosed) return;
    const all = rules.items();
    const last = all.findIndex(matchesEverything);
    const reached = last < 0 ? all : all.slice(0, last + 1);
    if (!reached.length || !reached.every(it => it.at('level').asString() === 'None')) return;
    const level = reached.at(-1)!.at('level');
    yield {
      at: level,
      message:
        last < 0
          ? 'Nothing is recorded: every rule has the level None, and what no rule matches is not recorded either.'
          : `Nothing is recorded: this rule matches ${last ? 'all that is left' : 'every request'}, and its level is None.`,
      fixes: last < 0 ? [] : [suggest('Record metadata', replaceValue(level, 'Metadata'))],
    };
  },
});

/** An empty list selects as little as a missing one. */
const matchesEverything = (rule: Value): boolean =>
  rule.type === 'mapping' &&
  rule.isClosed &&
  SELECTORS.every(it => rule.lacks(it) || (rule.at(it).isClosed && !rule.at(it).items().length));

export const examples = (): readonly Example[] => [
  {
    title: 'One rule that drops everything',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None # quiet
                 ^^^^ Nothing is recorded: this rule matches every request, and its level is None.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata # quiet
    `,
  },
  {
    title: 'A rule that is never reached',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [watch]
        - level: None
                 ^^^^ Nothing is recorded: this rule matches all that is left, and its level is None.
        - level: RequestResponse
          resources:
            - group: ""
              resources: [secrets]
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [watch]
        - level: Metadata
        - level: RequestResponse
          resources:
            - group: ""
              resources: [secrets]
    `,
  },
  {
    title: 'Exceptions before a rule that records',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["/healthz*"]
        - level: Metadata
    `,
  },
];
