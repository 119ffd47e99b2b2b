import { authorizationConfiguration, authorizersOf, choice, defineRule, type Example, setKey, text } from '#core';

export default defineRule({
  id: 'authorization/no-indifferent-webhook',
  summary: 'An authorization webhook that is to deny something should deny while it does not answer.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization'],
  docs: {
    why: `
      With \`failurePolicy: NoOpinion\` RBAC decides alone while the webhook does not answer, or a match condition fails: whoever keeps it from answering does what it would have denied.`,
    fix: 'Set `failurePolicy` to `Deny`, and leave out with `matchConditions` what the webhook itself needs to start.',
    ignore: 'The webhook is there to grant rights, not to deny them.',
  },

  on: authorizationConfiguration,

  *check(configuration) {
    const authorizers = authorizersOf(configuration);
    const rbac = authorizers.findIndex(it => it.type === 'RBAC');
    // Behind RBAC it can deny nothing that a role allows.
    for (const { type, value } of authorizers.slice(0, Math.max(rbac, 0))) {
      const policy = value.at('webhook', 'failurePolicy');
      if (type !== 'Webhook' || policy.asString() !== 'NoOpinion') continue;
      yield {
        at: policy,
        message: 'What the webhook would deny is left to RBAC while it does not answer: failurePolicy is NoOpinion.',
        fixes: [
          choice(
            'Set failurePolicy to Deny (nothing works while it does not answer)',
            setKey(value.at('webhook'), 'failurePolicy', 'Deny'),
          ),
        ],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Before RBAC',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: Webhook
          name: policies
          webhook:
            failurePolicy: NoOpinion
                           ^^^^^^^^^ What the webhook would deny is left to RBAC while it does not answer: failurePolicy is NoOpinion.
        - {type: RBAC, name: rbac}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: Webhook
          name: policies
          webhook:
            failurePolicy: Deny
        - {type: RBAC, name: rbac}
    `,
  },
  {
    title: 'Behind RBAC',
    file: 'authorization.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: RBAC, name: rbac}
        - {type: Webhook, name: policies, webhook: {failurePolicy: NoOpinion}}
    `,
  },
];
