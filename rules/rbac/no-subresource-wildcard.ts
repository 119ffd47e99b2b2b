import { choice, defineRoleRule, type Example, removeValue, resource, rulesOf, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-subresource-wildcard',
  summary: 'A role must name subresources: `pods/*` grants none of them.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
    'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/rbac/v1/evaluation_helpers.go',
  ],
  docs: {
    why: `
      RBAC knows \`*\` for everything and \`*/scale\` for one subresource of every resource, but no \`*\` behind a slash: unlike in an
      audit policy or a webhook, it is compared as it stands. Reviewers believe in a grant that is not there, and whoever
      finds that it does not work is tempted to write \`*\`.`,
    fix: 'Name the subresources that are used, such as `pods/log`.',
    ignore: 'A role that other software reads, and that the API server is never asked about.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const items = rule.at('resources').items();
      const remain = items.some(it => !isPattern(it.asString()));
      for (const item of items) {
        if (!isPattern(item.asString())) continue;
        yield {
          at: item,
          message: `"${item.asString()}" grants nothing: in a role, "*" behind a slash matches no subresource.`,
          fixes: remain ? [choice(`Remove ${item.asString()}`, removeValue(item))] : [],
        };
      }
    }
  },
});

const isPattern = (resource: string | undefined): boolean => resource?.endsWith('/*') ?? false;

export const examples = (): readonly Example[] => [
  {
    title: 'Subresources that nobody gets',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator}
      rules:
        - apiGroups: [""]
          resources:
            - pods
            - pods/*
              ^^^^^^ "pods/*" grants nothing: in a role, "*" behind a slash matches no subresource.
          verbs: [get, create]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator}
      rules:
        - apiGroups: [""]
          resources:
            - pods
          verbs: [get, create]
    `,
  },
  {
    title: 'Named subresources, and one of every resource',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator}
      rules:
        - {apiGroups: [""], resources: [pods, pods/log, "*/status"], verbs: [get]}
    `,
  },
];
