import { defineRule, type Example, removeValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'audit/no-omitted-panic',
  summary: 'An audit policy should record requests that the API server breaks down on.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  docs: {
    why: `
      An event of the stage \`Panic\` is written when a request makes the API server panic: a fault, or someone who looks for one. There are next to none, and each is worth a look.`,
    fix: 'Take `Panic` out of `omitStages`.',
    ignore: 'The log of the API server itself, which shows panics as well, is collected and watched.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    const rules = policy
      .at('rules')
      .items()
      .filter(it => it.at('level').asString() !== 'None');
    for (const stage of [policy.root, ...rules].flatMap(it => it.at('omitStages').items())) {
      if (stage.asString() !== 'Panic') continue;
      yield {
        at: stage,
        message: 'Requests that the API server breaks down on leave no record: the stage Panic is omitted.',
        fixes: [suggest('Record Panic', removeValue(stage))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Omitted',
    file: 'audit.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived, Panic]
                                    ^^^^^ Requests that the API server breaks down on leave no record: the stage Panic is omitted.
      rules:
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'Only the arrival omitted',
    file: 'audit.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
        - level: None
          omitStages: [Panic]
    `,
  },
];
