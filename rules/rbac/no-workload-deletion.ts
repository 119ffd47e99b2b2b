import { defineRoleRule, enumerate, type Example, reachOf, resource, text, verbProblems } from '#core';

const DELETED: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['pods', 'services', 'secrets', 'persistentvolumeclaims', 'namespaces']],
  ['apps', ['deployments', 'replicasets', 'daemonsets', 'statefulsets']],
  ['batch', ['jobs', 'cronjobs']],
];

export default defineRoleRule({
  id: 'rbac/no-workload-deletion',
  summary: 'A role must not allow deleting workloads and what they need.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0048'], kubescape: ['C-0007'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource'],
  docs: {
    why: `
      Whoever can delete them stops what runs, and destroys what nobody has a copy of: a deleted Secret or volume claim does
      not come back.`,
    fix: 'Take `delete` and `deletecollection` out of the rule, or name the objects in `resourceNames`.',
    ignore: 'A pipeline or operator that replaces what it deploys.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of DELETED) {
      yield* verbProblems(role, { group, resources, verbs: ['delete', 'deletecollection'] }, 'choice', ({ names, covers }, verb) => {
        if (names || (verb === 'deletecollection' && covers.verbs.includes('delete'))) return undefined;
        // Namespaces are deleted one by one.
        const deleted = covers.resources.filter(it => it !== 'namespaces' || verb === 'delete');
        return deleted.length ? `"${verb}" lets holders delete ${enumerate(deleted)} ${reachOf(role)}.` : undefined;
      });
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Deployments and their Pods',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get, delete]}
                                                                     ^^^^^^ "delete" lets holders delete deployments in the namespace shop.
        - {apiGroups: [""], resources: [pods, services, configmaps], verbs: [deletecollection, list]}
                                                                             ^^^^^^^^^^^^^^^^ "deletecollection" lets holders delete pods and services in the namespace shop.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get]}
        - {apiGroups: [""], resources: [pods, services, configmaps], verbs: [list]}
    `,
  },
  {
    title: 'By name, and what is harmless',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [delete], resourceNames: [web]}
        - {apiGroups: [""], resources: [configmaps], verbs: [delete]}
        - {apiGroups: [""], resources: [namespaces], verbs: [deletecollection]}
    `,
  },
];
