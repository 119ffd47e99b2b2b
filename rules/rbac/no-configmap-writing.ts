import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-configmap-writing',
  summary: 'A role must not allow writing ConfigMaps that it does not name.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0049'] },
  links: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  docs: {
    why: `
      ConfigMaps tell programs what to do, and often hold scripts that they run: who writes those of another workload runs
      commands in it.`,
    fix: 'Name the ConfigMaps in `resourceNames`, with `update` and `patch`.',
    ignore: 'A controller that keeps its state or elects its leader in ConfigMaps whose names it does not know before.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    // Those of the cluster itself are the matter of another rule.
    if (role.kind === 'Role' && role.namespace === 'kube-system') return;
    const access = { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] };
    yield* namedVerbsProblems(role, access, ({ covers }) => {
      const only = (verb: string): boolean => covers.verbs.every(it => it.startsWith(verb));
      const does = only('delete') ? 'delete' : only('create') ? 'add to' : 'change';
      return `Holders can ${does} what programs read as their configuration ${reachOf(role)}`;
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'All of a namespace',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps, services], verbs: [get, update]}
                                        ^^^^^^^^^^ Holders can change what programs read as their configuration in the namespace shop: update on configmaps is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [services], verbs: [get, update]}
    `,
  },
  {
    title: 'Taking away alone',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [delete]}
                                        ^^^^^^^^^^ Holders can delete what programs read as their configuration in the namespace shop: delete on configmaps is allowed.
    `,
  },
  {
    title: 'Adding alone',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, create]}
                                        ^^^^^^^^^^ Holders can add to what programs read as their configuration in the namespace shop: create on configmaps is allowed.
    `,
  },
  {
    title: 'One by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [update], resourceNames: [leader]}
        - {apiGroups: [""], resources: [configmaps], verbs: [get, list]}
    `,
  },
];
