import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-pod-changing',
  summary: 'A role must not allow changing Pods that run.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0048'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  ],
  docs: {
    why: `
      The image of a running Pod can be changed: its containers restart with a program of somebody else, and with the Secrets,
      the token and the place in the network that the Pod has.`,
    fix: 'Take `pods` out of the rule; controllers that report on Pods write `pods/status`.',
    ignore: 'A controller that labels or annotates Pods as they run.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['pods'], verbs: ['update', 'patch'] };
    yield* namedVerbsProblems(role, access, () => `Holders can put another image into every Pod ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A controller that labels Pods',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [pods, pods/status], verbs: [get, patch]}
                                        ^^^^ Holders can put another image into every Pod where this role is bound: patch on pods is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: labeller}
      rules:
        - {apiGroups: [""], resources: [pods/status], verbs: [get, patch]}
    `,
  },
  {
    title: 'Only their status',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reporter}
      rules:
        - {apiGroups: [""], resources: [pods/status], verbs: [patch]}
        - {apiGroups: [""], resources: [pods], verbs: [get, list]}
    `,
  },
];
