import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-role-writing',
  summary: 'A role must not allow writing roles that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update'],
  docs: {
    why: `
      Only rights that the holder has can be written, unless \`escalate\` is there too. But they reach everyone whom the role is
      bound to already, and those whose roles collect it by its labels.`,
    fix: 'Name the roles in `resourceNames`, with `update` and `patch`.',
    ignore: 'Those who look after a namespace, and installers that bring roles along.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['create', 'update', 'patch'] };
    yield* namedVerbsProblems(
      role,
      access,
      () => `Holders can pass rights that they have to others ${reachOf(role)}, by the roles that those hold already`,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Those of a namespace',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, patch]}
                                                               ^^^^^ Holders can pass rights that they have to others in the namespace shop, by the roles that those hold already: patch on roles is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [get, patch]}
    `,
  },
  {
    title: 'Reading',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: auditor, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get, list]}
    `,
  },
];
