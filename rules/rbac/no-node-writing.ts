import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

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
    const access = { group: '', resources: ['nodes', 'nodes/status'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] };
    yield* namedVerbsProblems(role, access, () => 'Holders can choose where Pods run, and to which address requests for a node go');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Labels and status',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [nodes, nodes/metrics], verbs: [get, patch]}
                                        ^^^^^ Holders can choose where Pods run, and to which address requests for a node go: patch on nodes is allowed.
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
