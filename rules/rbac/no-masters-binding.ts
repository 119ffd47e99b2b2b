import { boundRole, defineRule, type Example, resource, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-masters-binding',
  summary: 'No binding must rely on the group `system:masters`.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.7'], trivy: ['KSV-0123'], kubescape: ['C-0246'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  docs: {
    why: `
      Members of \`system:masters\` are allowed everything before any role is looked at. The binding adds nothing, and taking it
      away takes nothing from them: only the credential that names the group counts, mostly a certificate, and that cannot be revoked.`,
    fix: 'Bind a group of your own, such as the `kubeadm:cluster-admins` that kubeadm makes, and keep `system:masters` for emergencies.',
    ignore: 'A binding that only documents who the administrators are.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    // The one that every API server makes for itself.
    if (binding.name === 'cluster-admin' && boundRole(binding, 'ClusterRole') === 'cluster-admin') return;
    yield* subjectProblems(binding, 'suggest', it =>
      it.kind === 'Group' && it.name === 'system:masters'
        ? 'The group system:masters is allowed everything, with or without this binding.'
        : undefined,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A binding that limits nobody',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: readers
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - kind: Group
          name: system:masters
                ^^^^^^^^^^^^^^ The group system:masters is allowed everything, with or without this binding.
          apiGroup: rbac.authorization.k8s.io
        - kind: Group
          name: auditors
          apiGroup: rbac.authorization.k8s.io
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: readers
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - kind: Group
          name: auditors
          apiGroup: rbac.authorization.k8s.io
    `,
  },
  {
    title: 'Another group, a user of that name, and the binding that Kubernetes makes',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: admins}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: admins}
        - {kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:masters"}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: cluster-admin}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:masters"}
    `,
  },
];
