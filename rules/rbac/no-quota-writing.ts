import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['resourcequotas', 'limitranges']],
  ['scheduling.k8s.io', ['priorityclasses']],
  ['flowcontrol.apiserver.k8s.io', ['flowschemas', 'prioritylevelconfigurations']],
];

export default defineRoleRule({
  id: 'rbac/no-quota-writing',
  summary: 'A role must not allow changing quotas, limits and priorities.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
  ],
  docs: {
    why: `
      Holders take more than their share: their Pods push others from the nodes, and their requests go before those of others.`,
    fix: 'Leave these to those who run the cluster.',
    ignore: 'A controller that makes namespaces for tenants.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
        () => `Holders can change what others may use ${reachOf(role)}`,
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Quotas',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [resourcequotas, configmaps], verbs: [get, delete]}
                                        ^^^^^^^^^^^^^^ Holders can change what others may use in the namespace shop: delete on resourcequotas is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, delete]}
    `,
  },
  {
    title: 'Reading',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: owner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [resourcequotas, limitranges], verbs: [get, list]}
    `,
  },
];
