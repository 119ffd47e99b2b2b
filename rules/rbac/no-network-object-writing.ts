import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['services']],
  ['networking.k8s.io', ['ingresses']],
  ['gateway.networking.k8s.io', ['gateways', 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes']],
];

export default defineRoleRule({
  id: 'rbac/no-network-object-writing',
  summary: 'A role must not allow writing Services, Ingresses and routes.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0056'] },
  links: [
    'https://kubernetes.io/docs/concepts/services-networking/service/',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  ],
  docs: {
    why: `
      They decide who answers for a name or an address: holders send what clients mean for one workload to another, and open
      to the outside what was meant for the inside.`,
    fix: 'Grant it only to those who deploy, in the namespaces they deploy to.',
    ignore: 'A pipeline or an operator whose purpose is to deploy, and people in a namespace of their own.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
        ({ covers }) =>
          `Holders can ${covers.verbs.every(it => it.startsWith('delete')) ? 'stop traffic' : 'send traffic elsewhere'} ${reachOf(role)}`,
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Services and Ingresses',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [services, configmaps], verbs: [patch]}
                                        ^^^^^^^^ Holders can send traffic elsewhere in the namespace shop: patch on services is allowed.
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [create]}
                                                       ^^^^^^^^^ Holders can send traffic elsewhere in the namespace shop: create on ingresses is allowed.
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [delete]}
                                                       ^^^^^^^^^ Holders can stop traffic in the namespace shop: delete on ingresses is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [patch]}
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [create]}
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [delete]}
    `,
  },
  {
    title: 'Reading',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get, list]}
    `,
  },
];
