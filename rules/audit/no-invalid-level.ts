import { AUDIT_LEVELS, AUDIT_STAGES, defineRule, type Example, replaceValue, resource, suggest, text, type Value } from '#core';

export default defineRule({
  id: 'audit/no-invalid-level',
  summary: 'Levels and stages in an audit policy must be ones that there are.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/'],
  docs: {
    why: `
      The API server refuses a policy with a level or stage that it does not know, and does not start. Capital letters count.`,
    fix: `
      Levels are \`None\`, \`Metadata\`, \`Request\` and \`RequestResponse\`; stages \`RequestReceived\`, \`ResponseStarted\`, \`ResponseComplete\` and \`Panic\`.`,
    ignore: 'Never: no API server starts with such a policy.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    for (const stage of policy.at('omitStages').items()) yield* unknown(stage, 'stage', AUDIT_STAGES);
    for (const rule of policy.at('rules').items()) {
      const level = rule.at('level');
      if (rule.type === 'mapping' && rule.lacks('level'))
        yield { at: rule, message: 'The API server does not start with this rule: it has no level.' };
      else yield* unknown(level, 'level', AUDIT_LEVELS);
      for (const stage of rule.at('omitStages').items()) yield* unknown(stage, 'stage', AUDIT_STAGES);
    }
  },
});

function* unknown(value: Value, what: string, all: readonly string[]) {
  const written = value.asString();
  if (written === undefined || all.includes(written)) return;
  const meant = all.find(it => it.toLowerCase() === written.toLowerCase());
  yield {
    at: value,
    message: `The API server does not start with this policy: there is no ${what} ${JSON.stringify(written)}.`,
    fixes: meant === undefined ? [] : [suggest(`Change it to ${meant}`, replaceValue(value, meant))],
  };
}

export const examples = (): readonly Example[] => [
  {
    title: 'Small letters',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: metadata
                 ^^^^^^^^ The API server does not start with this policy: there is no level "metadata".
          omitStages: [requestReceived]
                       ^^^^^^^^^^^^^^^ The API server does not start with this policy: there is no stage "requestReceived".
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          omitStages: [RequestReceived]
    `,
  },
  {
    title: 'Levels that do not exist, or are not there',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [Received]
                   ^^^^^^^^ The API server does not start with this policy: there is no stage "Received".
      rules:
        - level: All
                 ^^^ The API server does not start with this policy: there is no level "All".
          verbs: [create]
        - verbs: [delete]
          ^^^^^^^^^^^^^^^ The API server does not start with this rule: it has no level.
    `,
  },
  {
    title: 'Levels and stages',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived, Panic]
      rules:
        - level: RequestResponse
    `,
  },
];
