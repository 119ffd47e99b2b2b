import { defineRoleRule, type Example, reachOf, resource, text, verbProblems } from '#core';

export default defineRoleRule({
  id: 'rbac/no-secret-writing',
  summary: 'A role must not allow writing Secrets that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: { trivy: ['KSV-0041', 'KSV-0113'], 'kube-linter': ['access-to-secrets'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#manual-secret-management-for-serviceaccounts',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
  ],
  docs: {
    why: `
      A Secret of the type \`kubernetes.io/service-account-token\` is filled with a token of the service account that it names.
      \`patch\` answers with the whole Secret, and so reads it. And whoever changes a Secret chooses the passwords and keys that
      others then use.`,
    fix: `
      Name the Secrets in \`resourceNames\`; \`create\` cannot be limited to names, so let the Secrets be made by whoever deploys.`,
    ignore: 'A controller that makes Secrets, such as one that keeps certificates in them.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['secrets'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] };
    const where = reachOf(role);
    yield* verbProblems(role, access, 'choice', ({ names }, verb) => {
      if (names || (role.kind === 'Role' && role.namespace === 'kube-system')) return undefined;
      if (verb === 'create') return `"create" lets holders who can read Secrets have tokens made for every service account ${where}.`;
      if (verb === 'patch') return `"patch" lets holders read and change every Secret ${where}.`;
      return verb === 'update'
        ? `"update" lets holders replace every Secret ${where}.`
        : `"${verb}" lets holders delete every Secret ${where}.`;
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everything but reading',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: certificates}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [create, update, patch, delete]}
                                                          ^^^^^^ "create" lets holders who can read Secrets have tokens made for every service account where this role is bound.
                                                                  ^^^^^^ "update" lets holders replace every Secret where this role is bound.
                                                                          ^^^^^ "patch" lets holders read and change every Secret where this role is bound.
                                                                                 ^^^^^^ "delete" lets holders delete every Secret where this role is bound.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: certificates}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [delete]}
    `,
  },
  {
    title: 'By name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: certificates, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [update, patch], resourceNames: [tls]}
    `,
  },
];
