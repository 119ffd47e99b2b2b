import { component, defineRule, type Example, isMutableClaim, text } from '#core';

export default defineRule({
  id: 'authentication/no-mutable-oidc-username',
  summary: 'Users of an OIDC issuer must be told apart by a claim that never changes hands.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server'],
  docs: {
    why: `
      Names such as \`preferred_username\` can be changed by users at many issuers, and need not be unique. Whoever takes the name of
      another user, or gets it when that user leaves, has that user's rights in the cluster. Only \`sub\` is promised to stay.`,
    fix: 'Use `--oidc-username-claim=sub`. Bindings to users must then name what stands in that claim; groups are easier to bind.',
    ignore: 'The issuer gives every name to one user only, for ever, and lets nobody change it.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('oidc-username-claim');
    if (setting.origin !== 'set' || !isMutableClaim(setting.value)) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `A user of the OIDC issuer may become another one: the claim ${setting.value} can change hands.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name that users choose',
    file: 'args/kube-apiserver',
    bad: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --oidc-username-claim=preferred_username
                            ^^^^^^^^^^^^^^^^^^ A user of the OIDC issuer may become another one: the claim preferred_username can change hands.
    `,
  },
  {
    title: 'A claim that stays',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --oidc-username-claim=sub
    `,
  },
];
