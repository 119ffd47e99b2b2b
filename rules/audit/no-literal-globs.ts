import { choice, defineRule, type Example, removeValue, resource, text, type Value } from '#core';

/** Lists that are compared letter by letter; patterns work only in `resources` and at the end of `nonResourceURLs`. */
const LITERAL = ['users', 'userGroups', 'namespaces'];

export default defineRule({
  id: 'audit/no-literal-globs',
  summary: 'Users, groups, namespaces and object names in an audit policy must not be patterns.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      Of an audit rule, only \`resources\` and the end of \`nonResourceURLs\` may hold \`*\`. Everywhere else it is a letter like any other: the rule matches nobody, and what it
      was to record, or to keep out of the log, is left to the rules behind it.`,
    fix: `
      Name the users or namespaces; take the list away to match all; or use a group, such as \`system:serviceaccounts:NAMESPACE\` for all service accounts of a namespace.`,
    ignore: 'Never: such a name matches nothing.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    for (const rule of policy.at('rules').items()) {
      const names = rule
        .at('resources')
        .items()
        .map(it => it.at('resourceNames'));
      for (const list of [...LITERAL.map(it => rule.at(it)), ...names]) {
        const globs = list.items().filter(it => it.asString()?.includes('*'));
        const isAll = list.items().length === 1 && globs[0]?.asString() === '*';
        for (const glob of globs)
          yield { at: glob, message: messageOf(glob), fixes: isAll ? [choice('Match all of them', removeValue(list))] : [] };
      }
    }
  },
});

function messageOf(glob: Value): string {
  const name = glob.asString()!;
  const namespace = /^system:serviceaccount:([^:*]+):\*$/.exec(name)?.[1];
  const instead = namespace === undefined ? '' : `; the group of all service accounts there is system:serviceaccounts:${namespace}`;
  return `${name} is taken literally and matches nothing${instead}.`;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Service accounts of a namespace, and everybody',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          users: ["system:serviceaccount:monitoring:*"]
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ system:serviceaccount:monitoring:* is taken literally and matches nothing; the group of all service accounts there is system:serviceaccounts:monitoring.
          verbs: [get]
        - level: RequestResponse
          namespaces: ["*"]
                       ^^^ * is taken literally and matches nothing.
          verbs: [delete]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          users: ["system:serviceaccount:monitoring:*"]
          verbs: [get]
        - level: RequestResponse
          verbs: [delete]
        - level: Metadata
    `,
  },
  {
    title: 'Where patterns work',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups: ["system:serviceaccounts:monitoring"]
          resources:
            - group: ""
              resources: ["*/status", "pods/*"]
        - level: None
          nonResourceURLs: ["/healthz*"]
        - level: Metadata
    `,
  },
];
