import { boundRole, defineRule, type Example, type Resource, resource, type Subject, subjectProblems, text } from '#core';

const OPEN_ROLES: readonly string[] = ['system:public-info-viewer', 'system:service-account-issuer-discovery'];

export default defineRule({
  id: 'rbac/no-anonymous-binding',
  summary: 'No role must be bound to requests without credentials.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0122'], kubescape: ['C-0262'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery',
  ],
  docs: {
    why: `
      A request without credentials is the user \`system:anonymous\` in the group \`system:unauthenticated\`. What a role gives them,
      it gives to everyone who reaches the port of the API server: every Pod, and often the internet.`,
    fix: 'Remove the subject, and give those who are meant credentials of their own.',
    ignore: 'A role for one path that answers without secrets, such as a health check of your own.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    if (isMeant(binding)) return;
    yield* subjectProblems(binding, 'suggest', (it, role) => (isAnonymous(it) ? `Requests without credentials get ${role}.` : undefined));
  },
});

const isAnonymous = ({ kind, name }: Subject): boolean =>
  (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated');

/**
 * Whether the role is one that Kubernetes or kubeadm itself opens to everyone, or that its documentation offers for that. Since 1.14,
 * system:discovery and system:basic-user are for those who have logged in.
 */
const isMeant = (binding: Resource): boolean =>
  OPEN_ROLES.includes(boundRole(binding, 'ClusterRole') ?? '') ||
  (binding.namespace === 'kube-public' && boundRole(binding, 'Role') === 'kubeadm:bootstrap-signer-clusterinfo');

export const examples = (): readonly Example[] => [
  {
    title: 'A dashboard for everyone who finds it',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: dashboard
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: pod-reader}
      subjects:
      # until SSO works
      - kind: User
        name: "system:anonymous"
              ^^^^^^^^^^^^^^^^^^ Requests without credentials get what pod-reader allows.
        apiGroup: rbac.authorization.k8s.io
    `,
  },
  {
    title: 'One subject of several',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: status, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: status}
      subjects:
        - {kind: Group, name: shop-operators}
        - {kind: Group, name: "system:unauthenticated"}
                              ^^^^^^^^^^^^^^^^^^^^^^^^ Requests without credentials get what status allows.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: status, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: status}
      subjects:
        - {kind: Group, name: shop-operators}
    `,
  },
  {
    title: 'What was open to everyone before Kubernetes 1.14',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: "system:discovery", labels: {kubernetes.io/bootstrapping: rbac-defaults}}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:discovery"}
      subjects:
        - {kind: Group, name: "system:authenticated"}
        - {kind: Group, name: "system:unauthenticated"}
                              ^^^^^^^^^^^^^^^^^^^^^^^^ Requests without credentials get what system:discovery allows.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: "system:discovery", labels: {kubernetes.io/bootstrapping: rbac-defaults}}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:discovery"}
      subjects:
        - {kind: Group, name: "system:authenticated"}
    `,
  },
  {
    title: 'What Kubernetes and kubeadm open to everyone',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: "system:public-info-viewer"}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:public-info-viewer"}
      subjects:
        - {kind: Group, name: "system:unauthenticated"}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: "kubeadm:bootstrap-signer-clusterinfo", namespace: kube-public}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "kubeadm:bootstrap-signer-clusterinfo"}
      subjects:
        - {kind: User, name: "system:anonymous"}
    `,
  },
];
