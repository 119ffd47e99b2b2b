import { authorizationConfiguration, authorizersOf, choice, defineRule, type Example, replaceValue, secondsOf, text } from '#core';

export default defineRule({
  id: 'authorization/no-long-webhook-cache',
  summary: 'What an authorization webhook allowed should be forgotten after minutes.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization'],
  docs: {
    why: 'As long as the answer is remembered, a right that was taken away can still be used.',
    fix: 'Set `authorizedTTL` to `5m`, as it is by default, or to less.',
    ignore: 'The webhook cannot answer more often.',
  },

  on: authorizationConfiguration,

  *check(configuration) {
    for (const { value } of authorizersOf(configuration)) {
      const ttl = value.at('webhook', 'authorizedTTL');
      const seconds = secondsOf(ttl.asString() ?? '');
      // No caching at all may be said beside it.
      if (seconds === undefined || seconds <= 300 || value.at('webhook', 'cacheAuthorizedRequests').asBoolean() === false) continue;
      yield {
        at: ttl,
        message: `A right that is taken away can be used for up to ${ttl.asString()}: authorizedTTL is longer than 5m.`,
        fixes: [choice('Set authorizedTTL to 5m', replaceValue(ttl, '5m'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An hour',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: Webhook
          name: policies
          webhook: {authorizedTTL: 1h, failurePolicy: Deny}
                                   ^^ A right that is taken away can be used for up to 1h: authorizedTTL is longer than 5m.
        - {type: RBAC, name: rbac}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: Webhook
          name: policies
          webhook: {authorizedTTL: 5m, failurePolicy: Deny}
        - {type: RBAC, name: rbac}
    `,
  },
  {
    title: 'The default',
    file: 'authorization.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Webhook, name: policies, webhook: {authorizedTTL: 300s, failurePolicy: Deny}}
    `,
  },
];
