import { defineRoleRule, type Example, reachOf, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-ephemeral-containers',
  summary: 'A role must not allow adding ephemeral containers to Pods.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  docs: {
    why: `
      An ephemeral container runs any image inside a Pod that is already there, with its network and, where it asks for them, its volumes
      and the processes of another container. It is running commands in that Pod by another name.`,
    fix: 'Take `pods/ephemeralcontainers` out of the rule, and bind it only to those who debug, while they do.',
    ignore: 'A role for debugging that is bound only when it is needed.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] };
    yield* resourceProblems(role, access, () => `Holders can add a container of their choice to every Pod ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A role for kubectl debug',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: support}
      rules:
        - apiGroups: [""]
          resources:
            - pods
            - pods/ephemeralcontainers
              ^^^^^^^^^^^^^^^^^^^^^^^^ Holders can add a container of their choice to every Pod where this role is bound: update and patch on pods/ephemeralcontainers are allowed.
          verbs: [get, update, patch]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: support}
      rules:
        - apiGroups: [""]
          resources:
            - pods
          verbs: [get, update, patch]
    `,
  },
  {
    title: 'Looking at them only',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: support}
      rules:
        - {apiGroups: [""], resources: [pods, pods/ephemeralcontainers], verbs: [get]}
    `,
  },
];
