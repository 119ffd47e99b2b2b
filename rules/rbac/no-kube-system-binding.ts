import { defineRule, type Example, isOfKubernetes, resource, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-kube-system-binding',
  summary: 'A RoleBinding must not give others power over `kube-system`.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      What runs in \`kube-system\` has the cluster in its hands. Whoever reads Secrets there, starts Pods, or runs commands in
      those that run, has it too, although the binding is about one namespace only.`,
    fix: 'Bind a role with what the subject needs there, by name of the objects.',
    ignore: 'Those who run the cluster, and software that is part of it but lives in a namespace of its own.',
  },

  on: resource('rbac.authorization.k8s.io', 'RoleBinding'),
  needs: 'grants',

  *check(binding, { grants }) {
    if (binding.namespace !== 'kube-system') return;
    const bound = grants.bound(binding);
    const power = bound.powers.find(it => it.grade !== 'serious');
    if (!power || binding.at('roleRef', 'name').asString() === 'cluster-admin') return;
    for (const problem of subjectProblems(binding, 'choice', subject =>
      isOfKubernetes(subject) ? undefined : `${subject.name} can ${power.does} in kube-system, and so have the cluster.`,
    )) {
      yield bound.place
        ? { ...problem, related: [...(problem.related ?? []), { place: bound.place, message: 'What it allows is written here.' }] }
        : problem;
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A pipeline',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: kube-system}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
                                       ^^ ci can start Pods through workloads, as any service account and with any Secret in kube-system, and so have the cluster.
        - {kind: ServiceAccount, name: operator}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: kube-system}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: operator}
    `,
  },
  {
    title: 'A role that every cluster has',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
                             ^^^^ jane can get a token of every service account in kube-system, and so have the cluster.
        - {kind: User, name: "system:serviceaccount:shop:ci", apiGroup: rbac.authorization.k8s.io}
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ system:serviceaccount:shop:ci can get a token of every service account in kube-system, and so have the cluster.
    `,
  },
  {
    title: 'Reading, and components',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: boot, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: ServiceAccount, name: installer}
        - {kind: Group, name: "system:monitoring", apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
