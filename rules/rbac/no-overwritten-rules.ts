import { defineRoleRule, type Example, resource, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-overwritten-rules',
  summary: 'An aggregated ClusterRole should have no rules of its own.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  docs: {
    why: `
      The control plane replaces them by the rules of the roles that it collects. Whoever reads the file believes in rights,
      or limits, that are not there.`,
    fix: 'Move the rules to a ClusterRole with a label that this one collects.',
    ignore: 'A file that was exported from a cluster, where the rules are those that were collected.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    const own = role.at('rules');
    if (
      role.isPart ||
      !role.at('aggregationRule').exists ||
      !own.items().length ||
      role.at('metadata', 'labels', 'kubernetes.io/bootstrapping').exists
    )
      return;
    if (role.at('metadata', 'uid').exists) return;
    yield {
      at: { place: own.keyPlace, name: 'rules' },
      message: 'The control plane replaces these rules by those of the roles that it collects.',
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Rules beside a selector',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: sum}
      aggregationRule:
        clusterRoleSelectors:
          - {matchLabels: {part: "of-sum"}}
      rules:
      ^^^^^ The control plane replaces these rules by those of the roles that it collects.
        - {apiGroups: [""], resources: [pods], verbs: [get]}
    `,
  },
  {
    title: 'Left to the control plane',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: sum}
      aggregationRule:
        clusterRoleSelectors:
          - {matchLabels: {part: "of-sum"}}
      rules: []
    `,
  },
];
