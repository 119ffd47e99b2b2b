import { choice, defineRoleRule, type Example, groupOf, removeValue, resource, rulesOf, text, verbsOf } from '#core';

const ORDINARY: readonly string[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

export default defineRoleRule({
  id: 'rbac/no-meaningless-verbs',
  summary: 'A role should allow what a resource can do.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0042'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource'],
  docs: {
    why: `
      The API server serves no such request: \`delete\` on \`pods/log\` deletes nothing. Reviewers count it as a right, and a
      later release may give it a meaning.`,
    fix: 'Take the verb out of the rule.',
    ignore: 'A rule that several resources share, written so for brevity.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const groups = rule
        .at('apiGroups')
        .items()
        .map(it => (it.type === 'absent' ? '' : it.asString()));
      const resources = rule
        .at('resources')
        .items()
        .map(it => it.asString() ?? '');
      const possible = resources.map(it => (groups.length === 1 && groupOf(it) === groups[0] ? verbsOf(it) : undefined));
      if (!possible.length || possible.includes(undefined)) continue;
      const verbs = rule.at('verbs').items();
      for (const verb of verbs) {
        const text = verb.asString() ?? '';
        if (!ORDINARY.includes(text) || possible.some(it => it?.includes(text))) continue;
        yield {
          at: verb,
          message: `"${text}" grants nothing: ${resources.join(' and ')} ${resources.length > 1 ? 'know' : 'knows'} no such request.`,
          tag: 'unnecessary',
          fixes: verbs.length > 1 ? [choice('Take the verb out of this rule', removeValue(verb))] : [],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Logs cannot be deleted',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods/log], verbs: [get, delete]}
                                                                ^^^^^^ "delete" grants nothing: pods/log knows no such request.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods/log], verbs: [get]}
    `,
  },
  {
    title: 'What some of the resources can do',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, delete]}
        - {apiGroups: [""], resources: [nodes/metrics], verbs: [list]}
    `,
  },
];
