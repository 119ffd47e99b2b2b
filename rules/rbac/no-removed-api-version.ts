import { atLeast, defineRule, type Example, replaceValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'rbac/no-removed-api-version',
  summary: 'Roles and bindings must be of an API version that is served.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0107'] },
  links: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/#rbac-resources-v122'],
  docs: {
    why: `
      Since Kubernetes 1.22 the API server refuses these objects: nobody gets the rights, and rights that were to be taken
      away stay.`,
    fix: 'Write `rbac.authorization.k8s.io/v1`; nothing else has changed since `v1beta1`.',
    ignore: 'A file for clusters before 1.8, which know no other version.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'),

  *check(it, { kubernetesVersion }) {
    const version = it.apiVersion.slice(it.apiVersion.indexOf('/') + 1);
    if (!['v1alpha1', 'v1beta1'].includes(version) || (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.22'))) return;
    const at = it.at('apiVersion');
    // Subjects of v1alpha1 say their group in another way.
    const isSame = version === 'v1beta1' || it.kind.endsWith('Role');
    yield {
      at,
      message: `Since Kubernetes 1.22, ${version} of this ${it.kind} is not served.`,
      tag: 'deprecated',
      fixes: isSame ? [suggest('Write the version v1', replaceValue(at, 'rbac.authorization.k8s.io/v1'))] : [],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Version v1beta1',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1beta1
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Since Kubernetes 1.22, v1beta1 of this Role is not served.
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
    `,
  },
  {
    title: 'Version v1',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
    `,
  },
];
