import { defineRule, type Example, bindingRefusals, resource, text } from '#core';

export default defineRule({
  id: 'rbac/no-refused-binding',
  summary: 'A binding must be one that the API server takes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
    'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/rbac/validation/validation.go',
  ],
  docs: {
    why: `
      The API server refuses the whole binding: nobody gets the rights, and an older binding of that name keeps giving what
      was meant to be changed.`,
    fix: 'Write what the message asks for.',
    ignore: 'A file that another tool completes before it is applied.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  check: binding => bindingRefusals(binding),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A subject in the wrong group, and one of no kind',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop, apiGroup: rbac.authorization.k8s.io}
                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ The API server refuses this binding: service accounts are in the core group, not in rbac.authorization.k8s.io.
        - {kind: Serviceaccount, name: web}
                 ^^^^^^^^^^^^^^ The API server refuses this binding: a subject is a User, a Group or a ServiceAccount, and no Serviceaccount.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
        - {kind: Serviceaccount, name: web}
    `,
  },
  {
    title: 'A role of a namespace for the whole cluster',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: ci}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
                                                           ^^^^ The API server refuses this binding: a ClusterRoleBinding can only bind a ClusterRole.
      subjects:
        - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
    `,
  },
  {
    title: 'Of the old group of roles',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: ci}
      roleRef: {apiGroup: v1, kind: ClusterRole, name: view}
                          ^^ The API server refuses this binding: roles are in the group rbac.authorization.k8s.io, not in v1.
      subjects:
        - {kind: User, name: jane, apiGroup: v1}
                                             ^^ The API server refuses this binding: users and groups are in rbac.authorization.k8s.io, not in v1.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: ci}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
    `,
  },
  {
    title: 'What has a default may be left out',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci}
      roleRef: {kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: ci}
        - {kind: Group, name: team, apiGroup: ""}
    `,
  },
];
