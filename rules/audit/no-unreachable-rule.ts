import { choice, defineRule, type Example, judgedPolicy, removeValue, resource, shadowOf, text } from '#core';

export default defineRule({
  id: 'audit/no-unreachable-rule',
  summary: 'Every rule of an audit policy must be able to apply.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      The first rule that matches a request decides. A rule behind others that match all that it would is never asked: what it was to record at a higher level,
      or to keep out of the log, is treated as those rules say.`,
    fix: 'Move the rule before the one that is broader, or remove it.',
    ignore: 'The rule is generated, and another policy made from the same parts needs it.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    for (const rule of policy?.rules ?? []) {
      const shadow = shadowOf(policy!, rule);
      if (!shadow) continue;
      const level = rule.value.at('level');
      yield {
        at: level.exists ? level : rule.value,
        message: `This rule never applies: ${shadow.by ? 'an earlier one matches' : 'earlier ones match'} whatever it would match.`,
        tag: 'unnecessary',
        related: shadow.by ? [{ place: shadow.by.value.at('level').place, message: 'This rule decides first.' }] : [],
        fixes: [choice('Remove the rule', removeValue(rule.value))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Behind a rule that matches everything',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
        - level: RequestResponse
                 ^^^^^^^^^^^^^^^ This rule never applies: an earlier one matches whatever it would match.
          resources:
            - group: ""
              resources: ["pods/exec"]
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'Behind several',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: ["*"]
        - level: Metadata
          resources:
            - group: apps
        - level: Request
                 ^^^^^^^ This rule never applies: earlier ones match whatever it would match.
          verbs: [create]
          resources:
            - group: apps
              resources: [deployments, "deployments/scale"]
            - group: ""
              resources: ["pods/*"]
        - level: None
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: ["*"]
        - level: Metadata
          resources:
            - group: apps
        - level: None
    `,
  },
  {
    title: 'Everyone and no one, before those whose credentials are refused',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          userGroups: ["system:authenticated"]
        - level: Metadata
          userGroups: ["system:unauthenticated"]
        - level: Metadata
    `,
  },
  {
    title: 'Narrow before broad',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [pods]
        - level: Request
          resources:
            - group: ""
              resources: ["pods/*"]
        - level: Request
          userGroups: ["system:authenticated"]
        - level: Metadata
    `,
  },
];
