import { defineRoleRule, type Example, resource, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-broad-aggregation',
  summary: 'An aggregated ClusterRole must not collect every ClusterRole.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  docs: {
    why: `
      An empty selector matches every ClusterRole, \`cluster-admin\` included: whoever is bound to this role may do everything,
      and whatever roles are added later.`,
    fix: 'Name the labels of the roles that are meant in `matchLabels`.',
    ignore: 'A role for administrators who may do everything anyway.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const selector of role.at('aggregationRule', 'clusterRoleSelectors').items()) {
      const isEmpty = (key: string): boolean =>
        selector.lacks(key) || (selector.at(key).isClosed && !selector.at(key).items().length && !selector.at(key).entries().length);
      if (selector.type !== 'mapping' || !isEmpty('matchLabels') || !isEmpty('matchExpressions')) continue;
      yield { at: selector, message: 'An empty selector collects every ClusterRole, cluster-admin included.' };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An empty selector',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: sum}
      aggregationRule:
        clusterRoleSelectors:
          - {}
            ^^ An empty selector collects every ClusterRole, cluster-admin included.
      rules: []
    `,
  },
  {
    title: 'By a label',
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
