import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

/** Endpoints are mirrored to what kube-proxy reads for Services without a selector alone. Source: `pkg/controller/endpointslicemirroring`. */
const WRITTEN: readonly (readonly [group: string, resource: string, services: string])[] = [
  ['', 'endpoints', 'every Service without a selector'],
  ['discovery.k8s.io', 'endpointslices', 'every Service'],
];

export default defineRoleRule({
  id: 'rbac/no-endpoint-writing',
  summary: 'A role must not allow writing endpoints of Services.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0056'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints'],
  docs: {
    why: `
      An endpoint may be any address: in another namespace, whose network policies then see the proxy instead, or the metadata
      service of the cloud. That is why the role \`edit\` lost this right in Kubernetes 1.22.`,
    fix: 'Take the resource out of the rule: the control plane writes endpoints of Services that have a selector.',
    ignore: 'A controller that publishes addresses outside of the cluster, or elects a leader by Endpoints as old ones do.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resource, services] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources: [resource], verbs: ['create', 'update', 'patch'] },
        () => `Holders can point ${services} at an address of their choice ${reachOf(role)}`,
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Both kinds',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: publisher}
      rules:
        - {apiGroups: [""], resources: [endpoints, services], verbs: [get, update]}
                                        ^^^^^^^^^ Holders can point every Service without a selector at an address of their choice where this role is bound: update on endpoints is allowed.
        - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [create]}
                                                      ^^^^^^^^^^^^^^ Holders can point every Service at an address of their choice where this role is bound: create on endpointslices is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: publisher}
      rules:
        - {apiGroups: [""], resources: [services], verbs: [get, update]}
        - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [create]}
    `,
  },
  {
    title: 'One by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [endpoints], verbs: [update, patch], resourceNames: [leader]}
        - {apiGroups: [""], resources: [endpoints], verbs: [get]}
    `,
  },
];
