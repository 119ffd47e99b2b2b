import { boundRole, defineRule, enumerate, type Example, resource, subjectInWords, subjectOf, text } from '#core';

const EVERYONE: readonly string[] = ['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts', 'system:anonymous'];

export default defineRule({
  id: 'rbac/no-cluster-wide-edit-binding',
  summary: 'The roles `admin` and `edit` must not be bound for the whole cluster.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0111'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  docs: {
    why: `
      These roles read every Secret, run commands in every Pod and start Pods as every service account. In a
      ClusterRoleBinding, they do so in every namespace, \`kube-system\` included: there, that is the cluster.`,
    fix: `
      Bind the role by a RoleBinding in each namespace that is meant. A binding that is there cannot be changed into another
      kind: create the others, and delete it.`,
    ignore: 'The few people who run the cluster, by name.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding'),

  *check(binding) {
    const role = boundRole(binding, 'ClusterRole');
    if (role !== 'admin' && role !== 'edit') return;
    const subjects = binding
      .at('subjects')
      .items()
      .flatMap(it => subjectOf(it, binding) ?? [])
      // The groups of everyone are an error, of another rule.
      .filter(it => !EVERYONE.includes(it.name));
    if (!subjects.length) return;
    const names = subjects.map(subjectInWords);
    const whom = names.length > 2 ? `${names[0]} and ${names.length - 1} others` : enumerate(names);
    yield {
      at: binding.at('roleRef', 'name'),
      message: `${role} lets ${whom} read Secrets and start Pods in every namespace, kube-system included.`,
      related: subjects.map(it => ({ place: it.value.at('name').place, message: `Bound here: ${subjectInWords(it)}.` })),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A pipeline, and one who is named beside everyone',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: ci}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                                                                              ^^^^ edit lets the service account shop/ci read Secrets and start Pods in every namespace, kube-system included.
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: all}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                                                                              ^^^^ edit lets the user jane read Secrets and start Pods in every namespace, kube-system included.
      subjects:
        - {kind: Group, name: "system:authenticated"}
        - {kind: User, name: jane}
    `,
  },
  {
    title: 'In one namespace, and a role that reads only',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: audit}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: Group, name: auditors, apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
