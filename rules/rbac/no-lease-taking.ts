import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

const CLUSTER = ['kube-system', 'kube-node-lease'];

export default defineRoleRule({
  id: 'rbac/no-lease-taking',
  summary: 'A role must not allow changing leases of the cluster that it does not name.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/architecture/leases/'],
  docs: {
    why: `
      Leases in \`kube-system\` say which of several copies of a component is at work, and those in \`kube-node-lease\` which
      nodes are alive. Whoever writes them stops the scheduler, or makes the Pods of a node be started elsewhere.`,
    fix: 'Name the lease in `resourceNames`, with `get`, `update` and `patch`; `create` needs a rule of its own.',
    ignore: 'Components of the cluster that elect a leader under names that are not known before.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role'),

  *check(role) {
    if (!CLUSTER.includes(role.namespace ?? '')) return;
    const access = { group: 'coordination.k8s.io', resources: ['leases'], verbs: ['update', 'patch', 'delete', 'deletecollection'] };
    yield* namedVerbsProblems(role, access, () =>
      role.namespace === 'kube-system'
        ? 'Holders can stop controllers and schedulers that elect a leader'
        : 'Holders can make nodes seem dead or alive',
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every lease of kube-system',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: kube-system}
      rules:
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update]}
                                                         ^^^^^^ Holders can stop controllers and schedulers that elect a leader: update on leases is allowed.
    `,
  },
  {
    title: 'Its own, and another namespace',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: kube-system}
      rules:
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update], resourceNames: [operator]}
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: shop}
      rules:
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [update]}
    `,
  },
];
