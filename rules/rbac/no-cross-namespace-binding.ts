import { defineRule, type Example, resource, subjectProblems, text } from '#core';

export default defineRule({
  id: 'rbac/no-cross-namespace-binding',
  summary: 'A RoleBinding should give rights to service accounts of its own namespace.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  docs: {
    why: `
      Whoever can start Pods in the other namespace has these rights here, whatever the rules of this namespace say about who
      may start what.`,
    fix: 'Run the workload in the namespace that it works on, or keep the other namespace as closed as this one.',
    ignore: 'Monitoring, pipelines and controllers that serve several namespaces from one.',
  },

  on: resource('rbac.authorization.k8s.io', 'RoleBinding'),

  *check(binding) {
    const home = binding.namespace;
    if (!home) return;
    yield* subjectProblems(binding, 'choice', ({ kind, name, namespace }, role) =>
      kind === 'ServiceAccount' && namespace !== undefined && namespace !== home
        ? `Whoever can start Pods in the namespace ${namespace} as ${name} gets ${role} in the namespace ${home}.`
        : undefined,
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A pipeline that deploys',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: build}
                                       ^^ Whoever can start Pods in the namespace build as ci gets what deployer allows in the namespace shop.
        - {kind: ServiceAccount, name: web}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: web}
    `,
  },
  {
    title: 'Its own, and people',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects:
        - {kind: ServiceAccount, name: web}
        - {kind: ServiceAccount, name: web, namespace: shop}
        - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
    `,
  },
];
