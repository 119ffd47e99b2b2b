import { defineRule, type Example, resource, type Subject, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-default-service-account-binding',
  summary: 'No role must be bound to the service account `default`.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.5'], checkov: ['CKV_K8S_42'], kubescape: ['C-0225', 'C-0239'] },
  links: ['https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts'],
  docs: {
    why: `
      Every Pod that names no service account runs as \`default\`. All of them have what it is given, also the one that somebody adds
      without thinking of the API at all.`,
    fix: 'Make a service account for the workload that needs the role, name it in `serviceAccountName`, and bind that one.',
    ignore: 'A namespace that holds one workload, whose Pods cannot name another account.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    yield* subjectProblems(binding, 'choice', (it, role) => {
      const namespace = namespaceOf(it);
      return namespace && `Every Pod in ${namespace} that names no service account gets ${role}.`;
    });
  },
});

/** Whose default account it is, to follow "in"; undefined for every other subject. */
function namespaceOf({ kind, name, namespace }: Subject): string | undefined {
  if (kind === 'ServiceAccount') return name === 'default' ? (namespace ?? 'its namespace') : undefined;
  return kind === 'User' ? /^system:serviceaccount:([^:]+):default$/.exec(name)?.[1] : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'A role for the account that everything shares',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: scraper
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scraper}
      subjects:
        - kind: ServiceAccount
          name: default
                ^^^^^^^ Every Pod in monitoring that names no service account gets what scraper allows.
          namespace: monitoring
    `,
  },
  {
    title: 'In the namespace of the binding, and as a user',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: default}
                                       ^^^^^^^ Every Pod in shop that names no service account gets what reader allows.
        - {kind: User, name: "system:serviceaccount:ci:default"}
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every Pod in ci that names no service account gets what reader allows.
        - {kind: ServiceAccount, name: frontend}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: frontend}
    `,
  },
  {
    title: 'An account of its own, and a user who is called default',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: scraper}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scraper}
      subjects:
        - {kind: ServiceAccount, name: scraper, namespace: monitoring}
        - {kind: User, name: default}
    `,
  },
];
