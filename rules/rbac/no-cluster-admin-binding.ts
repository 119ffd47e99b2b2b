import { defineRule, type Example, resource, text, type Value } from '#core';

export default defineRule({
  id: 'rbac/no-cluster-admin-binding',
  summary: 'Nobody must be bound to cluster-admin who can do with less.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['5.1.1'], trivy: ['KSV-0111'], kubescape: ['C-0185', 'C-0035'], 'kube-linter': ['cluster-admin-role-binding'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  docs: {
    why: `
      \`cluster-admin\` allows everything. A process that runs with a service account bound to it hands the whole cluster to
      whoever breaks into that process; a person bound to it makes every mistake with full power.`,
    fix: `
      Write a role with what the subject uses, or bind one of \`view\`, \`edit\` and \`admin\` in a namespace. A binding's
      \`roleRef\` cannot be changed: delete the binding and create another.`,
    ignore: 'The few people who run the cluster, by name, or an installer that really manages every kind there is.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    const name = binding.at('roleRef', 'name');
    if (name.asString() !== 'cluster-admin' || binding.at('roleRef', 'kind').asString() !== 'ClusterRole') return;
    // The group system:masters is allowed everything without any binding.
    const subjects = binding
      .at('subjects')
      .items()
      .filter(it => it.at('name').asString() !== 'system:masters' || it.at('kind').asString() !== 'Group');
    if (!subjects.length) return;
    const where =
      binding.kind === 'ClusterRoleBinding'
        ? 'everything in the cluster'
        : `everything in the namespace ${binding.namespace ?? 'of this binding'}`;
    yield {
      at: name,
      message: `cluster-admin allows ${list(subjects.map(nameOf))} ${where}.`,
      related: subjects.map(it => ({ place: it.at('name').place, message: `Bound here: ${nameOf(it)}.` })),
    };
  },
});

function nameOf(subject: Value): string {
  const kind = { ServiceAccount: 'service account', Group: 'group', User: 'user' }[subject.at('kind').asString() ?? ''] ?? 'subject';
  const name = subject.at('name').asString();
  const namespace = subject.at('namespace').asString();
  return name === undefined ? `a ${kind}` : `the ${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

const list = (names: readonly string[]): string => (names.length > 3 ? `${names[0]} and ${names.length - 1} others` : names.join(' and '));

export const examples = (): readonly Example[] => [
  {
    title: 'A service account that may do everything',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: ci
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
              ^^^^^^^^^^^^^ cluster-admin allows the service account ci/runner everything in the cluster.
      subjects:
        - kind: ServiceAccount
          name: runner
          namespace: ci
    `,
  },
  {
    title: 'The same within one namespace, and for a user with the name of a group',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: team, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                                                                              ^^^^^^^^^^^^^ cluster-admin allows the group developers everything in the namespace shop.
      subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: developers}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: masters}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                                                                              ^^^^^^^^^^^^^ cluster-admin allows the user system:masters everything in the cluster.
      subjects:
        - {kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:masters"}
    `,
  },
  {
    title: 'A narrower role, and the binding that Kubernetes makes itself',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: team, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: developers}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: cluster-admin
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:masters"}
    `,
  },
];
