import { defineRule, type Example, resource, subjectProblems, text } from '#core';

const DASHBOARD = 'kubernetes-dashboard';

export default defineRule({
  id: 'rbac/no-dashboard-binding',
  summary: 'The role of the Kubernetes Dashboard must not be bound to others.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0014'] },
  links: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  docs: {
    why: 'The role reads the keys and the settings of the Dashboard, with which sessions of its users are forged.',
    fix: 'Remove the subject, and give it a role of its own.',
    ignore: 'A second Dashboard whose service account has another name.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    if (binding.at('roleRef', 'name').asString() !== DASHBOARD) return;
    yield* subjectProblems(binding, 'choice', ({ kind, name }, role) =>
      kind === 'ServiceAccount' && name.startsWith(DASHBOARD) ? undefined : `${name} gets ${role}, which is meant for the Dashboard.`,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Somebody else besides',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: kubernetes-dashboard, namespace: kubernetes-dashboard}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: kubernetes-dashboard}
      subjects:
        - {kind: ServiceAccount, name: kubernetes-dashboard, namespace: kubernetes-dashboard}
        - {kind: ServiceAccount, name: ci, namespace: shop}
                                       ^^ ci gets what kubernetes-dashboard allows, which is meant for the Dashboard.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: kubernetes-dashboard, namespace: kubernetes-dashboard}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: kubernetes-dashboard}
      subjects:
        - {kind: ServiceAccount, name: kubernetes-dashboard, namespace: kubernetes-dashboard}
    `,
  },
  {
    title: 'The Dashboard itself',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: kubernetes-dashboard, namespace: kubernetes-dashboard}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: kubernetes-dashboard}
      subjects:
        - {kind: ServiceAccount, name: kubernetes-dashboard, namespace: kubernetes-dashboard}
    `,
  },
];
