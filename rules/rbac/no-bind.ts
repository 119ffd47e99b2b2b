import { defineRoleRule, type Example, type Grant, reachOf, type Resource, resource, text, verbProblems } from '#core';

export default defineRoleRule({
  id: 'rbac/no-bind',
  summary: 'A role must not allow `bind` on roles that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: {
    'cis-1.12': ['5.1.8'],
    checkov: ['CKV_K8S_157', 'CKV2_K8S_1'],
    trivy: ['KSV-0050', 'KSV-0051', 'KSV-0052'],
    kubescape: ['C-0191'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  docs: {
    why: `
      Whoever writes a binding can normally bind only roles whose rights they have themselves. \`bind\` lifts that limit:
      holders who may also create a binding bind \`cluster-admin\` to themselves.`,
    fix: 'List the roles that may be handed out in `resourceNames`, or remove the verb.',
    ignore: 'A controller that hands out roles which users choose, and that checks their choice itself.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind'] };
    yield* verbProblems(role, access, 'choice', grant => {
      const what = bindable(grant, role);
      return what && `"bind" lets holders who can write bindings give themselves ${what}.`;
    });
  },
});

function bindable(grant: Grant, role: Resource): string | undefined {
  const ofCluster = grant.covers.resources.includes('clusterroles');
  if (grant.names) return ofCluster && grant.names.includes('cluster-admin') ? `the role cluster-admin ${reachOf(role)}` : undefined;
  return ofCluster ? `every cluster role, cluster-admin included, ${reachOf(role)}` : `every role ${reachOf(role)}`;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Any cluster role may be bound',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: tenant-manager
      rules:
        - apiGroups: ["rbac.authorization.k8s.io"]
          resources: ["clusterroles"]
          verbs: ["get", "bind"]
                         ^^^^^^ "bind" lets holders who can write bindings give themselves every cluster role, cluster-admin included, where this role is bound.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: tenant-manager
      rules:
        - apiGroups: ["rbac.authorization.k8s.io"]
          resources: ["clusterroles"]
          verbs: ["get"]
    `,
  },
  {
    title: 'Within a namespace, and by the name that matters most',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: lead, namespace: shop}
      rules:
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [roles]
          verbs: [bind]
                  ^^^^ "bind" lets holders who can write bindings give themselves every role in the namespace shop.
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [clusterroles]
          resourceNames: [view, cluster-admin]
          verbs: [bind]
                  ^^^^ "bind" lets holders who can write bindings give themselves the role cluster-admin in the namespace shop.
    `,
  },
  {
    title: 'Roles that are named, and bindings, on which the verb means nothing',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: tenant-manager}
      rules:
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [clusterroles]
          resourceNames: [view, edit]
          verbs: [bind]
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [rolebindings]
          verbs: [create, bind]
    `,
  },
];
