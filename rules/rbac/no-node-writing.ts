import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

/** A node that exists keeps its status unless that is what is written. Source: `nodeStrategy` in `pkg/registry/core/node/strategy.go`. */
const ADDRESSES = 'Holders can choose where Pods run, and to which address requests for a node go';

export default defineRoleRule({
  id: 'rbac/no-node-writing',
  summary: 'A role must not allow writing nodes that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  ],
  docs: {
    why: `
      Labels and taints of nodes decide where Pods run, and the addresses in their status where the API server sends what is
      meant for a kubelet. Holders draw Pods with Secrets to a node that they control.`,
    fix: 'Take `nodes` out of the rule; kubelets have their own authorizer for the node that they run on.',
    ignore: 'Autoscalers, cloud controllers and agents that label or cordon nodes.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    const all = ['create', 'update', 'patch', 'delete', 'deletecollection'];
    yield* namedVerbsProblems(role, { group: '', resources: ['nodes'], verbs: all }, ({ covers }) => {
      if (covers.verbs.includes('create')) return ADDRESSES;
      return covers.verbs.every(it => it.startsWith('delete'))
        ? 'Holders can end all Pods of a node, and remove it'
        : 'Holders can choose where Pods run';
    });
    yield* namedVerbsProblems(role, { group: '', resources: ['nodes/status'], verbs: ['update', 'patch'] }, () => ADDRESSES);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Labels and taints',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [nodes, nodes/metrics], verbs: [get, patch]}
                                        ^^^^^ Holders can choose where Pods run: patch on nodes is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics], verbs: [get, patch]}
    `,
  },
  {
    title: 'Status, and taking away alone',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: janitor}
      rules:
        - {apiGroups: [""], resources: [nodes/status], verbs: [get, patch]}
                                        ^^^^^^^^^^^^ Holders can choose where Pods run, and to which address requests for a node go: patch on nodes/status is allowed.
        - {apiGroups: [""], resources: [nodes], verbs: [get, delete]}
                                        ^^^^^ Holders can end all Pods of a node, and remove it: delete on nodes is allowed.
        - {apiGroups: [""], resources: [nodes], verbs: [create]}
                                        ^^^^^ Holders can choose where Pods run, and to which address requests for a node go: create on nodes is allowed.
    `,
  },
  {
    title: 'Reading',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [nodes], verbs: [get, list, watch]}
    `,
  },
];
