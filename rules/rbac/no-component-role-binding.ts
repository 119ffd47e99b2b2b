import {
  boundRole,
  defineRule,
  type Example,
  isBootstrapSubject,
  isComponentRole,
  isOfKubernetes,
  resource,
  subjectInWords,
  subjectOf,
  text,
} from '#core';

/** Given to users that are the API server, or to groups that join, under names of the installer's choice. */
const FOR_CLIENTS: readonly string[] = ['system:kubelet-api-admin', 'system:node-bootstrapper', 'system:kube-aggregator'];

export default defineRule({
  id: 'rbac/no-component-role-binding',
  summary: 'Roles of the components of Kubernetes must not be bound to others.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#other-component-roles',
  ],
  docs: {
    why: `
      The roles of the controllers and of kubelets are made for programs of the control plane: several of them read every
      Secret or make tokens for every service account, and a new release adds what the component needs next.`,
    fix: 'Write a role with what the subject uses.',
    ignore: 'A component of Kubernetes that runs under an account of its own.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    const role = boundRole(binding, 'ClusterRole') ?? '';
    if (!isComponentRole(role)) return;
    for (const value of binding.at('subjects').items()) {
      const subject = subjectOf(value, binding);
      if (
        !subject ||
        isBootstrapSubject(binding, subject) ||
        isOfKubernetes(subject) ||
        (subject.kind !== 'ServiceAccount' && FOR_CLIENTS.includes(role))
      )
        continue;
      yield {
        at: value.at('name'),
        message: `${role} is made for a component of Kubernetes, and ${subjectInWords(subject)} gets all that it may do.`,
        related: [{ place: binding.at('roleRef', 'name').place, message: 'The role it gets.' }],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The role of a controller',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: tool}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:controller:token-cleaner"}
      subjects:
        - {kind: ServiceAccount, name: tool, namespace: shop}
                                       ^^^^ system:controller:token-cleaner is made for a component of Kubernetes, and the service account shop/tool gets all that it may do.
        - {kind: Group, name: "system:serviceaccounts:shop"}
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ system:controller:token-cleaner is made for a component of Kubernetes, and the group system:serviceaccounts:shop gets all that it may do.
    `,
  },
  {
    title: 'Nodes that join, the client of the API server, and a component',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: join}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:node-bootstrapper"}
      subjects:
        - {kind: Group, name: "system:bootstrappers", apiGroup: rbac.authorization.k8s.io}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: client}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:kubelet-api-admin"}
      subjects:
        - {kind: User, name: kubernetes, apiGroup: rbac.authorization.k8s.io}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: second}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:kube-scheduler"}
      subjects:
        - {kind: ServiceAccount, name: second-scheduler, namespace: kube-system}
    `,
  },
];
