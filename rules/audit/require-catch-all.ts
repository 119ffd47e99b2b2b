import {
  type Deeds,
  deedsInWords,
  defineRule,
  type Example,
  forgottenDeeds,
  insertItem,
  isCatchAll,
  judgedPolicy,
  replaceValue,
  resource,
  suggest,
  text,
  unmatchedRequest,
} from '#core';

/** What is missed most where only some things are recorded. */
const MISSED: readonly Deeds[] = [
  { group: '', resources: ['secrets'], verbs: ['get'] },
  { group: 'rbac.authorization.k8s.io', resources: ['rolebindings'], verbs: ['create'] },
  { group: '', resources: ['pods/exec'], verbs: ['create'] },
];

export default defineRule({
  id: 'audit/require-catch-all',
  summary: 'The last rule of an audit policy must record whatever no other rule matches.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      What no rule matches is not recorded. A policy that lists what to record forgets something, and everything that is added to the cluster
      later: new resources, new API groups, new subresources.`,
    fix: 'End the policy with a rule that has the level `Metadata` and nothing else.',
    ignore: 'The few things that are recorded are listed on purpose, for example for a test of one controller.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    if (!policy?.rules.length) return;
    const forgotten = forgottenDeeds(policy, MISSED);
    const such = forgotten.length ? `, such as ${deedsInWords(forgotten, ' and ')}` : '';
    const last = policy.rules.find(isCatchAll);
    if (last?.level === 'None') {
      const level = last.value.at('level');
      yield {
        at: level,
        message: `Whatever no earlier rule matches is not recorded${such}: this rule matches everything, and its level is None.`,
        fixes: [suggest('Record metadata', replaceValue(level, 'Metadata'))],
      };
    } else if (unmatchedRequest(policy)) {
      yield {
        at: { place: resource.at('rules').keyPlace },
        message: `Whatever no rule matches is not recorded${such}: no rule matches everything.`,
        fixes: [suggest('Record metadata of everything else', insertItem(resource.at('rules'), { level: 'Metadata' }))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A list of what to record',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
      ^^^^^ Whatever no rule matches is not recorded, such as get of secrets and create of pods/exec: no rule matches everything.
        - level: RequestResponse
          resources:
            - group: rbac.authorization.k8s.io
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: RequestResponse
          resources:
            - group: rbac.authorization.k8s.io
        - level: Metadata
    `,
  },
  {
    title: 'All else is dropped',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, "pods/exec"]
            - group: rbac.authorization.k8s.io
        - level: None # enough
                 ^^^^ Whatever no earlier rule matches is not recorded: this rule matches everything, and its level is None.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, "pods/exec"]
            - group: rbac.authorization.k8s.io
        - level: Metadata # enough
    `,
  },
  {
    title: 'Nothing is left',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs: [get, list, watch]
        - level: Request
          verbs: [create, update, patch, delete, deletecollection]
    `,
  },
];
