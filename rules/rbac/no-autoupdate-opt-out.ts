import { defineRule, type Example, removeValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'rbac/no-autoupdate-opt-out',
  summary: 'Default roles must be kept up to date.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation'],
  docs: {
    why: `
      With the annotation, the API server does not restore the role or binding when it starts: rights that a later release
      takes away, as it did with those of \`edit\` over endpoints, stay.`,
    fix: 'Remove the annotation.',
    ignore: 'A default binding that was emptied on purpose, and must stay so.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'),

  *check(it) {
    const annotation = it.at('metadata', 'annotations', 'rbac.authorization.kubernetes.io/autoupdate');
    if (annotation.asString() !== 'false') return;
    yield {
      at: annotation,
      message: 'Releases of Kubernetes do not keep this up to date any more.',
      fixes: [suggest('Remove the annotation', removeValue(annotation))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A default role',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: edit
        annotations:
          rbac.authorization.kubernetes.io/autoupdate: "false"
                                                       ^^^^^^^ Releases of Kubernetes do not keep this up to date any more.
          team: shop
      rules: []
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: edit
        annotations:
          team: shop
      rules: []
    `,
  },
  {
    title: 'As it is by default',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: edit
        annotations: {rbac.authorization.kubernetes.io/autoupdate: "true"}
      rules: []
    `,
  },
];
