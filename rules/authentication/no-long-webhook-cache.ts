import { choice, component, defineRule, type Example, secondsOf, setFlag, text } from '#core';

const FLAG = 'authentication-token-webhook-cache-ttl';

export default defineRule({
  id: 'authentication/no-long-webhook-cache',
  summary: 'What a webhook said of a token should be forgotten after minutes.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#webhook-token-authentication'],
  docs: {
    why: `
      As long as the answer is remembered, a token that was taken back is still good, and whoever left their groups is still in them.`,
    fix: 'Take the flag away: the default is two minutes.',
    ignore: 'The webhook cannot answer more often.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || apiserver.lacks('authentication-token-webhook-config-file')) return;
    const seconds = secondsOf(setting.value);
    if (seconds === undefined || seconds <= 300) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `A token that is taken back stays good for up to ${setting.value}: --${FLAG} is longer than 5m.`,
      fixes: [choice(`Set --${FLAG} to 2m`, setFlag(apiserver, FLAG, '2m'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An hour',
    file: 'args/kube-apiserver',
    bad: text`
      --authentication-token-webhook-cache-ttl=1h
                                               ^^ A token that is taken back stays good for up to 1h: --authentication-token-webhook-cache-ttl is longer than 5m.
      --authentication-token-webhook-config-file=/etc/kubernetes/webhook.yaml
    `,
    fixed: text`
      --authentication-token-webhook-cache-ttl=2m
      --authentication-token-webhook-config-file=/etc/kubernetes/webhook.yaml
    `,
  },
  {
    title: 'Three minutes, and no webhook',
    file: 'args/kube-apiserver',
    good: text`
      --authentication-token-webhook-cache-ttl=180s
      --authentication-token-webhook-config-file=/etc/kubernetes/webhook.yaml
    `,
  },
];
