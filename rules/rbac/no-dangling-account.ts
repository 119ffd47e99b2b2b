import { defineRule, type Example, resource, subjectInWords, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-dangling-account',
  summary: 'A binding should name a service account that is there.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  docs: {
    why: 'Whoever may create a service account of that name in the namespace gets what the role allows.',
    fix: 'Correct the name or the namespace, or remove the subject.',
    ignore: 'An account that something outside of these files makes.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),
  needs: 'grants',

  *check(binding, { grants }) {
    yield* subjectProblems(binding, 'choice', (it, role) =>
      grants.isAbsent(binding, it) ? `No file of the workspace defines ${subjectInWords(it)}: whoever creates it gets ${role}.` : undefined,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name that was misspelt',
    file: 'binding.yaml',
    bad: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: wbe}
                                       ^^^ No file of the workspace defines the service account shop/wbe: whoever creates it gets what view allows.
        - {kind: ServiceAccount, name: web}
    `,
    fixed: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: web}
    `,
  },
  {
    title: 'There, and the one that every namespace has',
    file: 'binding.yaml',
    good: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: web}
        - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
