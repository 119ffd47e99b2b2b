import { boundRole, defineRule, type Example, POWERFUL_ROLES, PUBLIC_ROLES, resource, type Subject, subjectProblems, text } from '#core';

const ALL = 'system:serviceaccounts';

/** Of OpenShift, which gives it to all service accounts of a project itself. Source: "Allowing pods to reference images across projects" of its documentation. */
const PULLING = 'system:image-puller';

export default defineRule({
  id: 'rbac/no-all-service-accounts-binding',
  summary: 'No role must be bound to all service accounts of the cluster or of a namespace.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions'],
  docs: {
    why: `
      Every Pod that gets a token has the role, also those that never call the API, and those that somebody adds next year.
      Breaking into the weakest of them is enough.`,
    fix: 'Give the workloads that need the role service accounts of their own, and bind those by name.',
    ignore: 'A right that every workload needs, such as pulling images from a registry inside of the cluster.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'RoleBinding'),

  *check(binding) {
    const name = boundRole(binding, 'ClusterRole') ?? '';
    if (PUBLIC_ROLES.includes(name) || name === PULLING) return;
    yield* subjectProblems(binding, 'choice', (it, role) => {
      // Powerful roles for the whole cluster are an error, of another rule.
      const whom = it.name === ALL && POWERFUL_ROLES.includes(name) ? undefined : whomOf(it);
      return whom && `Every service account ${whom}, also those made later, gets ${role}.`;
    });
  },
});

function whomOf({ kind, name }: Subject): string | undefined {
  if (kind !== 'Group') return undefined;
  if (name === ALL) return 'of the cluster';
  const namespace = name.startsWith(`${ALL}:`) ? name.slice(ALL.length + 1) : '';
  return namespace ? `in the namespace ${namespace}` : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'All of the cluster',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: readers
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - kind: Group
          apiGroup: rbac.authorization.k8s.io
          name: system:serviceaccounts
                ^^^^^^^^^^^^^^^^^^^^^^ Every service account of the cluster, also those made later, gets what view allows.
    `,
  },
  {
    title: 'All of a namespace',
    file: 'binding.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: frontend}
        - {kind: Group, name: "system:serviceaccounts:ci"}
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every service account in the namespace ci, also those made later, gets what reader allows.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: frontend}
    `,
  },
  {
    title: 'One service account, keys that are public, and images that all pull',
    file: 'bindings.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: frontend}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: oidc}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:service-account-issuer-discovery"}
      subjects:
        - {kind: Group, name: "system:serviceaccounts"}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: pull, namespace: images}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:image-puller"}
      subjects:
        - {kind: Group, name: "system:serviceaccounts:shop"}
    `,
  },
];
