import { defineRule, type Example, removeValue, resource, suggest, text, type Value } from '#core';

export default defineRule({
  id: 'audit/require-response-complete',
  summary: 'An audit policy must record how requests end.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  docs: {
    why: `
      But for streams, such as watches, only the event of the stage \`ResponseComplete\` says whether a request was allowed and succeeded, and holds the answer. Without it a refused
      attempt looks like a successful one: there is no event but its arrival.`,
    fix: 'Omit `RequestReceived` alone: it holds nothing that later events do not repeat.',
    ignore: 'The policy is for a test that wants to see when requests arrive, and nothing else.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    const rules = policy
      .at('rules')
      .items()
      .filter(it => it.at('level').asString() !== 'None');
    for (const owner of [policy.root, ...rules]) {
      for (const stage of owner.at('omitStages').items())
        if (stage.asString() === 'ResponseComplete') yield problemAt(stage, owner === policy.root);
    }
  },
});

const problemAt = (stage: Value, isForAll: boolean) => ({
  at: stage,
  message: `How ${isForAll ? 'requests end' : 'the requests that this rule matches end'} is not recorded: the stage ResponseComplete is omitted.`,
  fixes: [suggest('Record ResponseComplete', removeValue(stage))],
});

export const examples = (): readonly Example[] => [
  {
    title: 'For the whole policy',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages:
        - RequestReceived
        - ResponseComplete
          ^^^^^^^^^^^^^^^^ How requests end is not recorded: the stage ResponseComplete is omitted.
      # half the volume
      rules:
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages:
        - RequestReceived
      # half the volume
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'For one rule',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          omitStages: [ResponseComplete]
                       ^^^^^^^^^^^^^^^^ How the requests that this rule matches end is not recorded: the stage ResponseComplete is omitted.
          verbs: [create]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          omitStages: []
          verbs: [create]
        - level: Metadata
    `,
  },
  {
    title: 'The arrival of requests',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: None
          omitStages: [ResponseComplete]
          verbs: [watch]
        - level: Metadata
    `,
  },
];
