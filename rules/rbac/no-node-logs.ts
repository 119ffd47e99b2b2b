import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-node-logs',
  summary: 'A role must not allow reading logs, memory and configuration of nodes.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization'],
  docs: {
    why: `
      The kubelet serves the logs of its node, takes images of the memory of containers, in which their keys are, and shows
      its whole configuration.`,
    fix: 'Name what is used, such as `nodes/metrics` and `nodes/stats`.',
    ignore: 'An agent that collects the logs of nodes and has no other way to them.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    // The kubelet asks for the verb of the method, and serves each path for one method only. Source: pkg/kubelet/server.
    const read = { group: '', resources: ['nodes/log', 'nodes/configz'], verbs: ['get'] };
    yield* namedVerbsProblems(role, read, () => 'Holders can read what nodes keep to themselves');
    const taken = { group: '', resources: ['nodes/checkpoint'], verbs: ['create'] };
    yield* namedVerbsProblems(role, taken, () => 'Holders can have the memory of containers written to the disks of nodes');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside metrics',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics, nodes/log], verbs: [get]}
                                                       ^^^^^^^^^ Holders can read what nodes keep to themselves: get on nodes/log is allowed.
        - {apiGroups: [""], resources: [nodes/metrics, nodes/checkpoint], verbs: [create]}
                                                       ^^^^^^^^^^^^^^^^ Holders can have the memory of containers written to the disks of nodes: create on nodes/checkpoint is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics], verbs: [get]}
        - {apiGroups: [""], resources: [nodes/metrics], verbs: [create]}
    `,
  },
  {
    title: 'Metrics, and verbs with which nothing is served',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics, nodes/stats], verbs: [get]}
        - {apiGroups: [""], resources: [nodes/checkpoint], verbs: [get]}
        - {apiGroups: [""], resources: [nodes/log], verbs: [create]}
    `,
  },
];
