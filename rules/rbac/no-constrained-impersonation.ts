import { defineRoleRule, type Example, resource, rulesOf, text } from '#core';

const WHOM: Readonly<Record<string, string>> = {
  'impersonate:user-info': 'any user or group that the rule covers',
  'impersonate:serviceaccount': 'any service account where this role is bound',
  'impersonate:arbitrary-node': 'any node',
};

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
    for (const rule of rulesOf(role)) {
      const groups = rule
        .at('apiGroups')
        .items()
        .map(it => it.asString());
      const isLimited = rule.at('resourceNames').items().length > 0 || !rule.at('resourceNames').isClosed;
      if (isLimited || (!groups.includes('authentication.k8s.io') && !groups.includes('*'))) continue;
      for (const verb of rule.at('verbs').items()) {
        const whom = WHOM[verb.asString() ?? ''];
        // Users, groups and nodes belong to no namespace.
        if (whom && (role.kind === 'ClusterRole' || verb.asString() === 'impersonate:serviceaccount'))
          yield { at: verb, message: `"${verb.asString()}" lets holders act as ${whom}, as far as their impersonate-on: verbs go.` };
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
    title: 'By name, the node that the caller runs on, and a Role, which cannot grant it',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: proxy}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [users], verbs: ["impersonate:user-info"], resourceNames: [jane]}
        - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:associated-node"]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: nothing, namespace: shop}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:arbitrary-node"]}
    `,
  },
];
