import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-binding-writing',
  summary: 'A role must not allow writing bindings that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0055'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update'],
  docs: {
    why: `
      Holders hand on every right that they have, to anyone, and it stays there when their own is taken away. With \`bind\` on a
      role, they hand on that one too.`,
    fix: 'Name the bindings in `resourceNames`, with `update` and `patch`; let people ask for access by another way.',
    ignore: 'Those who look after a namespace, and controllers that hand out rights.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = {
      group: 'rbac.authorization.k8s.io',
      resources: ['rolebindings', 'clusterrolebindings'],
      verbs: ['create', 'update', 'patch'],
    };
    yield* namedVerbsProblems(role, access, () => `Holders can hand on the rights that they have ${reachOf(role)}`);
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
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, create]}
                                                                      ^^^^^^^^^^^^ Holders can hand on the rights that they have in the namespace shop: create on rolebindings is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get, create]}
    `,
  },
  {
    title: 'One by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [get, update], resourceNames: [team]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [list]}
    `,
  },
];
