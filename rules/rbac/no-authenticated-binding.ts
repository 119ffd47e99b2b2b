import { boundRole, defineRule, type Example, POWERFUL_ROLES, PUBLIC_ROLES, resource, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-authenticated-binding',
  summary: 'No role must be bound to all who can log in.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-01011'], kubescape: ['C-0265'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  docs: {
    why: `
      \`system:authenticated\` is everyone with any valid credential: every user, every node, and the service account of every Pod,
      whoever runs it. On some hosted clusters it has included every account of the cloud provider.`,
    fix: 'Name the group of people, or the service accounts, that need the role.',
    ignore: 'A role that shows nothing but what everyone may know, such as the kinds that a platform offers.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    const name = boundRole(binding, 'ClusterRole') ?? '';
    // The powerful ones are an error, of another rule.
    if (PUBLIC_ROLES.includes(name) || POWERFUL_ROLES.includes(name)) return;
    yield* subjectProblems(binding, 'choice', (it, role) =>
      it.kind === 'Group' && it.name === 'system:authenticated' ? `Every user and every service account gets ${role}.` : undefined,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everyone with a token',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: readers
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: node-reader
      subjects:
        - apiGroup: rbac.authorization.k8s.io
          kind: Group
          name: system:authenticated # for now
                ^^^^^^^^^^^^^^^^^^^^ Every user and every service account gets what node-reader allows.
    `,
  },
  {
    title: 'Everyone besides those who are meant',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects: [{kind: Group, name: "system:authenticated"}, {kind: Group, name: shop}]
                                     ^^^^^^^^^^^^^^^^^^^^^^ Every user and every service account gets what reader allows.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects: [{kind: Group, name: shop}]
    `,
  },
  {
    title: 'A role that Kubernetes gives to everyone',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: discovery}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:discovery"}
      subjects:
        - {kind: Group, name: "system:authenticated"}
    `,
  },
];
