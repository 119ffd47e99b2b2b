import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-service-status-writing',
  summary: 'A role must not allow writing the status of Services.',
  severity: 'warning',
  profiles: [],
  controls: { checkov: ['CKV2_K8S_4'] },
  links: [
    'https://github.com/kubernetes/kubernetes/issues/97076',
    'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  ],
  docs: {
    why: `
      What \`status.loadBalancer.ingress\` names as an address is taken over by every node: holders make traffic of all Pods to
      any address arrive at their own (CVE-2020-8554).`,
    fix: 'Take `services/status` out of the rule: only the controller that provides load balancers writes it.',
    ignore: 'The controller of a load balancer.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['services/status'], verbs: ['update', 'patch'] };
    yield* namedVerbsProblems(role, access, () => `Holders can draw traffic to any address to a Service ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside the Services',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: operator}
      rules:
        - {apiGroups: [""], resources: [services, services/status], verbs: [get, patch]}
                                                  ^^^^^^^^^^^^^^^ Holders can draw traffic to any address to a Service where this role is bound: patch on services/status is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: operator}
      rules:
        - {apiGroups: [""], resources: [services], verbs: [get, patch]}
    `,
  },
  {
    title: 'Reading it',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: operator}
      rules:
        - {apiGroups: [""], resources: [services/status], verbs: [get]}
    `,
  },
];
