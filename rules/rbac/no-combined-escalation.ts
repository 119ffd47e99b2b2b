import { defineRule, type Example, resource, subjectInWords, subjectOf, text } from '#core';

export default defineRule({
  id: 'rbac/no-combined-escalation',
  summary: 'Bindings together must not give a subject the way to rights that none of them gives.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  docs: {
    why: `
      Each of the roles looks harmless by itself, and each was reviewed by itself. Their holder takes one step with each, and
      has the rights of a stronger service account, or a node.`,
    fix: `
      Take one of the steps away: start Pods in a namespace without strong service accounts, or leave labels of namespaces and
      volumes to others.`,
    ignore: 'Those who run the cluster, and software that could do the same by another way.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),
  needs: 'grants',

  *check(binding, { grants }) {
    for (const value of binding.at('subjects').items()) {
      const subject = subjectOf(value, binding);
      if (!subject) continue;
      for (const { does, through } of grants.combined(binding, subject)) {
        yield {
          at: value.at('name'),
          message: `By several bindings together, ${subjectInWords(subject)} can ${does}.`,
          related: through.map(it => ({ place: it.place, message: `Through ${it.binding}.` })),
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Starting Pods beside an administrator',
    file: 'bindings.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: operator}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects:
        - {kind: ServiceAccount, name: operator, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: build}
                                       ^^ By several bindings together, the service account build/ci can start Pods in the namespace shop as the service account shop/operator, and so do everything.
    `,
  },
  {
    title: 'Labels of namespaces by one role, Pods by another',
    file: 'bindings.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [namespaces], verbs: [patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: runner}
      rules:
        - {apiGroups: [batch], resources: [jobs], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: label}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: labeller}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: build}
                                       ^^ By several bindings together, the service account build/ci can take the limits of Pod Security from a namespace and start privileged Pods.
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: run}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: runner}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: build}
    `,
  },
  {
    title: 'In a namespace without anyone stronger',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: operator}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects:
        - {kind: ServiceAccount, name: operator, namespace: system}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: build}
    `,
  },
];
