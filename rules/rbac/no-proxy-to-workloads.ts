import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-proxy-to-workloads',
  summary: 'A role must not allow reaching Pods and Services through the API server.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
    'https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/',
  ],
  docs: {
    why: `
      The API server passes the request on from its own place in the network: network policies between Pods do not see it, and
      the program that answers sees a request from the control plane.`,
    fix: 'Take the subresource out of the rule; expose what people need by an Ingress or a Gateway.',
    ignore: 'Monitoring that has no other way to what it reads.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['pods/proxy', 'services/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'] };
    yield* namedVerbsProblems(role, access, () => `Holders can send requests past network policies ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside the Services themselves',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: debug, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [services, services/proxy], verbs: [get]}
                                                  ^^^^^^^^^^^^^^ Holders can send requests past network policies in the namespace shop: get on services/proxy is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: debug, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [services], verbs: [get]}
    `,
  },
  {
    title: 'The Services themselves',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: debug, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [services], verbs: [get]}
    `,
  },
];
