import {
  defineRule,
  type Example,
  isCatchAll,
  judgedPolicy,
  reachedRules,
  replaceValue,
  requestDecidedBy,
  resource,
  suggest,
  text,
} from '#core';

/** Whoever lets these through is told so by the rules about them. */
const SECRET = [
  { group: '', resource: 'secrets' },
  { group: '', resource: 'serviceaccounts', subresource: 'token' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
];

export default defineRule({
  id: 'audit/no-request-response-catch-all',
  summary: 'What no other rule matches should be recorded without bodies.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A rule that matches everything else also matches what nobody thought of: custom resources with passwords in them, for example. Bodies of all of them make the log
      many times as large, and what is looked for hard to find.`,
    fix: 'Give the last rule the level `Metadata`, and list before it whose bodies are needed.',
    ignore: 'The log is as well protected as etcd itself, and there is room for it.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    const rule = policy && reachedRules(policy).find(isCatchAll);
    if (rule?.level !== 'RequestResponse' || SECRET.some(it => requestDecidedBy(policy!, rule, it, 'create'))) return;
    const level = rule.value.at('level');
    yield {
      at: level,
      message: 'Bodies of whatever no earlier rule matches are logged: this rule matches everything, and its level is RequestResponse.',
      fixes: [suggest('Record metadata', replaceValue(level, 'Metadata'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everything but what is known to be secret',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, configmaps, "serviceaccounts/token"]
            - group: authentication.k8s.io
              resources: [tokenreviews]
        - level: RequestResponse
                 ^^^^^^^^^^^^^^^ Bodies of whatever no earlier rule matches are logged: this rule matches everything, and its level is RequestResponse.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, configmaps, "serviceaccounts/token"]
            - group: authentication.k8s.io
              resources: [tokenreviews]
        - level: Metadata
    `,
  },
  {
    title: 'Metadata',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: RequestResponse
          resources:
            - group: rbac.authorization.k8s.io
        - level: Metadata
    `,
  },
];
