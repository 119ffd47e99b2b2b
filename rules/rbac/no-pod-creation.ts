import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-pod-creation',
  summary: 'A role must not allow creating Pods.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.1.4'], trivy: ['KSV-0048'], kubescape: ['C-0188'], 'kube-linter': ['access-to-create-pods'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  docs: {
    why: `
      A Pod may mount every Secret, ConfigMap and volume claim of its namespace and run as every service account there, so
      whoever makes one has all of their rights. Where Pod Security does not forbid it, a privileged Pod is the node itself.`,
    fix: `
      Let a workload or a pipeline make Pods, keep what is stronger in other namespaces, and enforce a Pod Security Standard
      where the role is bound.`,
    ignore: 'A controller or pipeline whose purpose is to start Pods, in a namespace that holds nothing else.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['pods'], verbs: ['create'] };
    yield* namedVerbsProblems(role, access, () => `Holders can start Pods with any Secret and as any service account ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside what is only read',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: builder, namespace: ci}
      rules:
        - {apiGroups: [""], resources: [pods, configmaps], verbs: [get, create]}
                                        ^^^^ Holders can start Pods with any Secret and as any service account in the namespace ci: create on pods is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: builder, namespace: ci}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, create]}
    `,
  },
  {
    title: 'Reading, and what other verbs of Pods are',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: ci}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, list, delete]}
        - {apiGroups: [""], resources: [pods/log], verbs: [create]}
    `,
  },
];
