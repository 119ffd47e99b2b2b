import { defineRule, type Example, removeValue, resource, safe, text } from '#core';

export default defineRule({
  id: 'rbac/no-ignored-subject-namespace',
  summary: 'A user or group in a binding must have no namespace.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  docs: {
    why: `
      Users and groups are the same in the whole cluster; the API server takes the namespace and looks at it never. Whoever
      wrote it believes that the binding is narrower than it is.`,
    fix: 'Remove the namespace. To limit where the rights are, bind by a RoleBinding in that namespace.',
    ignore: 'Never: it has no effect.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    for (const subject of binding.at('subjects').items()) {
      const kind = subject.at('kind').asString();
      const namespace = subject.at('namespace');
      if ((kind !== 'User' && kind !== 'Group') || !namespace.asString()) continue;
      yield {
        at: namespace,
        message:
          `The namespace is ignored: the ${kind.toLowerCase()} ${subject.at('name').asString() ?? ''} is the same everywhere.`.replace(
            '  ',
            ' ',
          ),
        tag: 'unnecessary',
        fixes: [safe('Remove the namespace', removeValue(namespace))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A group of one namespace, as it seems',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: team}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: Group, name: team, apiGroup: rbac.authorization.k8s.io, namespace: shop}
                                                                                    ^^^^ The namespace is ignored: the group team is the same everywhere.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: team}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: Group, name: team, apiGroup: rbac.authorization.k8s.io}
    `,
  },
  {
    title: 'A service account has one',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: team}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: web, namespace: shop}
        - {kind: Group, name: team, apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
