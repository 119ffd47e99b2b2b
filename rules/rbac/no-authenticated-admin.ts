import { boundRole, defineRule, type Example, POWERFUL_ROLES, resource, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-authenticated-admin',
  summary: 'The roles cluster-admin, admin and edit must not be bound to all who can log in, nor to all service accounts.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-01011'], kubescape: ['C-0265'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions'],
  docs: {
    why: `
      Whoever breaks into any Pod finds the token of its service account, and with these roles it reads Secrets and starts
      Pods of its own: with \`cluster-admin\` anywhere, and so it has every node.`,
    fix: 'Remove the subject. Bind a narrow role to the service accounts that use it.',
    ignore: 'A cluster that is thrown away after a test, and that nobody else reaches.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    if (!POWERFUL_ROLES.includes(boundRole(binding, 'ClusterRole') ?? '')) return;
    yield* subjectProblems(binding, 'suggest', (it, role) => {
      if (it.kind !== 'Group') return undefined;
      if (it.name === 'system:authenticated') return `Every user and every service account gets ${role}.`;
      return it.name === 'system:serviceaccounts' ? `Every Pod with a token gets ${role}.` : undefined;
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Administrators, all of them',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: permissive-binding
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: admin}
        - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts"}
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^ Every Pod with a token gets what cluster-admin allows.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: permissive-binding
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: admin}
    `,
  },
  {
    title: 'Editing for everyone',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: sandbox, namespace: sandbox}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: Group, name: system:authenticated}
                              ^^^^^^^^^^^^^^^^^^^^ Every user and every service account gets what edit allows.
    `,
  },
  {
    title: 'A Role of that name, and a group that is named',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: sandbox, namespace: sandbox}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: edit}
      subjects:
        - {kind: Group, name: "system:authenticated"}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: team, namespace: sandbox}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: Group, name: team}
    `,
  },
];
