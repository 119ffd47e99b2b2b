import { defineRoleRule, type Example, grantsOf, isWildcard, resource, text } from '#core';

/** Source: KEP-5284. */
const MODES: readonly { readonly verb: string; readonly resources: readonly string[]; readonly whom: string }[] = [
  { verb: 'impersonate:user-info', resources: ['users', 'groups'], whom: 'any user or group that the rule covers' },
  { verb: 'impersonate:serviceaccount', resources: ['serviceaccounts'], whom: 'any service account where this role is bound' },
  { verb: 'impersonate:arbitrary-node', resources: ['nodes'], whom: 'any node' },
];

export default defineRoleRule({
  id: 'rbac/no-constrained-impersonation',
  summary: 'A role must not allow impersonating users and service accounts that it does not name, in the constrained form either.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  docs: {
    why: `
      The verbs \`impersonate:user-info\`, \`impersonate:serviceaccount\` and \`impersonate:arbitrary-node\` let holders act as
      somebody else as far as \`impersonate-on:\` verbs go. Without names, that is anyone.`,
    fix: 'List in `resourceNames` who may be impersonated.',
    ignore: 'A proxy that authenticates users itself, and whose `impersonate-on:` verbs name only reading.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const { verb, resources, whom } of MODES) {
      for (const { names, verbs } of grantsOf(role, { group: 'authentication.k8s.io', resources, verbs: [verb] })) {
        const named = names ? undefined : verbs.find(it => !isWildcard(it));
        if (named) yield { at: named, message: `"${verb}" lets holders act as ${whom}, as far as their impersonate-on: verbs go.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Any user',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: proxy}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [users], verbs: ["impersonate:user-info"]}
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^ "impersonate:user-info" lets holders act as any user or group that the rule covers, as far as their impersonate-on: verbs go.
    `,
  },
  {
    title: 'By name, the node that the caller runs on, what is no user or node, and a Role, which cannot grant it',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: proxy}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [users], verbs: ["impersonate:user-info"], resourceNames: [jane]}
        - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:associated-node"]}
        - {apiGroups: [authentication.k8s.io], resources: [uids], verbs: ["impersonate:user-info"]}
        - {apiGroups: [authentication.k8s.io], resources: [users], verbs: ["impersonate:arbitrary-node"]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: nothing, namespace: shop}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:arbitrary-node"]}
    `,
  },
];
