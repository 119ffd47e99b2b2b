import { defineRoleRule, type Example, reachOf, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['apps', ['deployments', 'daemonsets', 'statefulsets', 'replicasets']],
  ['batch', ['jobs', 'cronjobs']],
  ['', ['replicationcontrollers']],
  ['argoproj.io', ['workflows', 'cronworkflows', 'rollouts']],
  ['tekton.dev', ['taskruns', 'pipelineruns']],
];

export default defineRoleRule({
  id: 'rbac/no-workload-creation',
  summary: 'A role must not allow writing workloads, which start Pods.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0048'], 'kube-linter': ['access-to-create-pods'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  docs: {
    why: `
      The controllers start what a workload describes: writing one is as good as creating Pods, with every Secret and as every
      service account of the namespace.`,
    fix: 'Grant it only to those who deploy, in the namespaces they deploy to.',
    ignore: 'A pipeline or an operator whose purpose is to deploy.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['create', 'update', 'patch'] },
        () => `Holders can start Pods with any Secret and as any service account ${reachOf(role)}`,
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two groups in one rule',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps, batch], resources: [deployments, jobs, controllerrevisions], verbs: [get, patch]}
                                                 ^^^^^^^^^^^ Holders can start Pods with any Secret and as any service account in the namespace shop: patch on deployments is allowed.
                                                              ^^^^ Holders can start Pods with any Secret and as any service account in the namespace shop: patch on jobs is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps, batch], resources: [controllerrevisions], verbs: [get, patch]}
    `,
  },
  {
    title: 'Reading, and changing the scale',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: scaler, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get, list]}
        - {apiGroups: [apps], resources: [deployments/scale], verbs: [patch]}
    `,
  },
];
