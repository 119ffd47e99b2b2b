import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-namespace-changing',
  summary: 'A role must not allow changing namespaces that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  docs: {
    why: `
      The labels of a namespace say which Pod Security Standard is enforced in it, and network policies and webhooks choose
      namespaces by them. Holders take those limits off. In a Role, it means the namespace of the Role.`,
    fix: 'Take `update` and `patch` out of the rule, or name the namespaces in `resourceNames`.',
    ignore: 'Controllers that make namespaces for tenants and label them.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['namespaces'], verbs: ['update', 'patch'] };
    yield* namedVerbsProblems(
      role,
      access,
      () =>
        `Holders can take the labels of Pod Security and of network policies from ${role.kind === 'ClusterRole' ? 'namespaces where this role is bound' : 'the namespace of this role'}`,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'In a Role too',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [namespaces, pods], verbs: [get, patch]}
                                        ^^^^^^^^^^ Holders can take the labels of Pod Security and of network policies from the namespace of this role: patch on namespaces is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, patch]}
    `,
  },
  {
    title: 'Making and reading, and one by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: tenants}
      rules:
        - {apiGroups: [""], resources: [namespaces], verbs: [get, list, create]}
        - {apiGroups: [""], resources: [namespaces], verbs: [patch], resourceNames: [shop]}
    `,
  },
];
