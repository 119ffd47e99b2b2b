import { choice, defineRule, type Example, removeValue, replaceValue, resource, RESOURCE_VERBS, suggest, text, type Value } from '#core';

/** HTTP methods, which are the verbs of requests for anything but resources. */
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'connect'];

export default defineRule({
  id: 'audit/no-unknown-verbs',
  summary: 'Verbs in an audit policy must be verbs that requests have.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A word that is no verb of a request matches none: \`*\` neither, as a missing list means all. What the rule was to record, or to keep out of the log,
      is left to the rules behind it.`,
    fix: `
      Requests for resources have \`get\`, \`list\`, \`watch\`, \`create\`, \`update\`, \`patch\`, \`delete\` and \`deletecollection\`; others have HTTP methods in small letters.
      \`exec\` is \`create\` of \`pods/exec\`. For all verbs, take the list away.`,
    ignore: 'Never: such a word matches nothing.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    for (const rule of policy.at('rules').items()) {
      const verbs = rule.at('verbs');
      const known = verbsOf(rule);
      for (const verb of verbs.items()) {
        const name = verb.asString();
        if (name === undefined || known.includes(name)) continue;
        const isAll = name === '*' && verbs.items().length === 1;
        yield {
          at: verb,
          message:
            name === '*'
              ? '"*" is no verb and matches nothing: an audit rule for all verbs has no list of them.'
              : `"${name}" is no verb of ${known === RESOURCE_VERBS ? 'a request for resources' : 'a request'} and matches nothing.`,
          fixes: isAll
            ? [choice('Match every verb', removeValue(verbs))]
            : known.includes(name.toLowerCase())
              ? [suggest(`Change it to ${name.toLowerCase()}`, replaceValue(verb, name.toLowerCase()))]
              : [],
        };
      }
    }
  },
});

/** What a rule may match: requests for resources, for URLs, or both. */
function verbsOf(rule: Value): readonly string[] {
  // An empty list selects as little as a missing one.
  const names = (key: string) => rule.at(key).items().length > 0;
  if (names('resources') || names('namespaces')) return RESOURCE_VERBS;
  return names('nonResourceURLs') ? METHODS : [...RESOURCE_VERBS, ...METHODS];
}

export const examples = (): readonly Example[] => [
  {
    title: 'All verbs, a capital letter, and words of other lists',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          # all
          verbs: ["*"]
                  ^^^ "*" is no verb and matches nothing: an audit rule for all verbs has no list of them.
          resources:
            - group: coordination.k8s.io
        - level: Request
          verbs: [Create, exec, post]
                  ^^^^^^ "Create" is no verb of a request for resources and matches nothing.
                          ^^^^ "exec" is no verb of a request for resources and matches nothing.
                                ^^^^ "post" is no verb of a request for resources and matches nothing.
          namespaces: [shop]
        - level: Metadata
          verbs: [impersonate]
                  ^^^^^^^^^^^ "impersonate" is no verb of a request and matches nothing.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          # all
          resources:
            - group: coordination.k8s.io
        - level: Request
          verbs: [create, exec, post]
          namespaces: [shop]
        - level: Metadata
          verbs: [impersonate]
    `,
  },
  {
    title: 'Verbs',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [get, head]
          resources: []
          nonResourceURLs: ["/metrics"]
        - level: RequestResponse
          verbs: [create, update, patch, delete, deletecollection]
          resources:
            - group: ""
        - level: Metadata
          verbs: [post, list]
    `,
  },
];
