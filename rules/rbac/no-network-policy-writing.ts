import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['networking.k8s.io', ['networkpolicies']],
  ['cilium.io', ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies']],
  ['crd.projectcalico.org', ['networkpolicies', 'globalnetworkpolicies']],
  ['projectcalico.org', ['networkpolicies', 'globalnetworkpolicies']],
];

export default defineRoleRule({
  id: 'rbac/no-network-policy-writing',
  summary: 'A role must not allow changing network policies.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0056'] },
  links: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  docs: {
    why: 'A policy that is deleted, or changed to allow everything, lets every Pod in again that it kept out.',
    fix: 'Leave policies to those who decide about the network of a namespace.',
    ignore: 'A pipeline or an operator that deploys policies together with what they protect.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['update', 'patch', 'delete', 'deletecollection'] },
        () => `Holders can lift what network policies forbid ${reachOf(role)}`,
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Of Kubernetes and of Cilium',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [networking.k8s.io], resources: [networkpolicies, ingresses], verbs: [get, delete]}
                                                       ^^^^^^^^^^^^^^^ Holders can lift what network policies forbid in the namespace shop: delete on networkpolicies is allowed.
        - {apiGroups: [cilium.io], resources: [ciliumnetworkpolicies], verbs: [patch]}
                                               ^^^^^^^^^^^^^^^^^^^^^ Holders can lift what network policies forbid in the namespace shop: patch on ciliumnetworkpolicies is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get, delete]}
        - {apiGroups: [cilium.io], resources: [ciliumnetworkpolicies], verbs: [patch]}
    `,
  },
  {
    title: 'Adding a policy only takes rights away',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [get, create]}
    `,
  },
];
