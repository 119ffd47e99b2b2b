import { defineRule, type Example, PUBLIC_ROLES, resource, subjectProblems, text } from '#core';

/** Roles that kubeadm and the certificate controllers give to nodes. */
const MEANT = /^(?:kubeadm:|system:certificates\.k8s\.io:certificatesigningrequests:selfnode)/;

export default defineRule({
  id: 'rbac/no-nodes-group-binding',
  summary: 'No role must be bound to nodes, whose rights the Node authorizer gives them.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  docs: {
    why: `
      The Node authorizer lets a kubelet see only what concerns the Pods on its own node. A role bound to the group of all
      nodes goes around that: one node that somebody breaks into has it for the whole cluster.`,
    fix: 'Run the software as Pods with a service account of their own, and bind that one.',
    ignore: 'Roles that let new nodes join or renew their certificates, as installers make them under names of their own.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    const role = binding.at('roleRef', 'name').asString() ?? '';
    if (PUBLIC_ROLES.includes(role) || MEANT.test(role)) return;
    yield* subjectProblems(binding, 'choice', ({ kind, name }, allowed) => {
      if (kind === 'Group' && name === 'system:nodes') return `Every node gets ${allowed}, past the Node authorizer.`;
      return kind === 'User' && name.startsWith('system:node:')
        ? `The node ${name.slice('system:node:'.length)} gets ${allowed}, past the Node authorizer.`
        : undefined;
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside a service account',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: agents}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
      subjects:
        - {kind: Group, name: "system:nodes", apiGroup: rbac.authorization.k8s.io}
                              ^^^^^^^^^^^^^^ Every node gets what agent allows, past the Node authorizer.
        - {kind: ServiceAccount, name: agent, namespace: kube-system}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: agents}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
      subjects:
        - {kind: ServiceAccount, name: agent, namespace: kube-system}
    `,
  },
  {
    title: 'What kubeadm and Kubernetes bind',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: renewal}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:certificates.k8s.io:certificatesigningrequests:selfnodeclient}
      subjects:
        - {kind: Group, name: "system:nodes", apiGroup: rbac.authorization.k8s.io}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: kubeadm:kubelet-config, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: kubeadm:kubelet-config}
      subjects:
        - {kind: Group, name: "system:nodes", apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
