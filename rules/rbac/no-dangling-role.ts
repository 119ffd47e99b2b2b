import { defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'rbac/no-dangling-role',
  summary: 'A binding should name a role that is there.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  docs: {
    why: `
      The binding gives nothing now. Whoever creates a role of that name later decides what its subjects get, and nobody looks
      at the binding again.`,
    fix: 'Correct the name or the namespace of the role, or remove the binding.',
    ignore: 'A role that something outside of these files makes.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),
  needs: 'grants',

  *check(binding, { grants }) {
    const bound = grants.bound(binding);
    const at = binding.at('roleRef', 'name');
    const role = `the ${binding.at('roleRef', 'kind').asString()} ${at.asString()}`;
    if (bound.is === 'absent')
      yield { at, message: `No file of the workspace defines ${role}: whoever creates it decides what this binding gives.` };
    if (bound.is === 'elsewhere') {
      yield {
        at,
        message: `There is no ${role.slice(4)} in the namespace ${binding.namespace}, only in ${bound.namespaces.join(' and ')}: this binding gives nothing.`,
        related: bound.place ? [{ place: bound.place, message: 'Defined here.' }] : [],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name that was misspelt',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: raeder}
                                                                       ^^^^^^ No file of the workspace defines the Role raeder: whoever creates it decides what this binding gives.
      subjects:
        - {kind: ServiceAccount, name: ci}
    `,
  },
  {
    title: 'A role of another namespace',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: build}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                                                                       ^^^^^^ There is no Role reader in the namespace shop, only in build: this binding gives nothing.
      subjects:
        - {kind: ServiceAccount, name: ci}
    `,
  },
  {
    title: 'There, in every cluster, or perhaps elsewhere',
    file: 'binding.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: ci, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: ci}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: people, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: Group, name: team, apiGroup: rbac.authorization.k8s.io}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: auth, namespace: kube-system}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader}
      subjects:
        - {kind: ServiceAccount, name: ci, namespace: shop}
    `,
  },
];
