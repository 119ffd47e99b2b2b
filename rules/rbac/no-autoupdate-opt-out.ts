import { bootstrapBinding, choice, defineRule, type Example, isBootstrapName, removeValue, type Resource, resource, text } from '#core';

export default defineRule({
  id: 'rbac/no-autoupdate-opt-out',
  summary: 'Default roles must be kept up to date.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation'],
  docs: {
    why: `
      When it starts, the API server gives its default roles the rights that they lack, and its default bindings the subjects. With
      the annotation it does not, and parts of the cluster that need what a later release adds do not work.`,
    fix: 'Remove the annotation. What was taken out of the role or binding on purpose comes back then.',
    ignore: 'A default binding that was emptied on purpose, and must stay so.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'),

  *check(it) {
    const annotation = it.at('metadata', 'annotations', 'rbac.authorization.kubernetes.io/autoupdate');
    if (annotation.asString() !== 'false' || !isDefault(it)) return;
    yield {
      at: annotation,
      message: 'Releases of Kubernetes do not keep this up to date any more.',
      fixes: [choice('Remove the annotation (rights and subjects that were taken away come back)', removeValue(annotation))],
    };
  },
});

/** Whether the API server makes a role or binding of this name there. */
const isDefault = ({ kind, name, namespace }: Resource): boolean =>
  isBootstrapName(kind, name, namespace) || bootstrapBinding(kind, name, namespace) !== undefined;

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
    title: 'As it is by default, and roles that no release knows',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: edit
        annotations: {rbac.authorization.kubernetes.io/autoupdate: "true"}
      rules: []
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: shop-edit
        annotations: {rbac.authorization.kubernetes.io/autoupdate: "false"}
      rules: []
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: "system:metrics-server"
        annotations: {rbac.authorization.kubernetes.io/autoupdate: "false"}
      rules: []
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: edit
        namespace: shop
        annotations: {rbac.authorization.kubernetes.io/autoupdate: "false"}
      rules: []
    `,
  },
];
