import { component, defineRule, type Example, text } from '#core';

export default defineRule({
  id: 'authentication/require-oidc-client-id',
  summary: 'An OIDC issuer must come with the client for which its tokens are meant.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server'],
  docs: {
    why: `
      The client id says for whom a token was issued. Without it any token of the issuer would do, also one that a user gave to
      another application; the API server does not start with an issuer alone.`,
    fix: 'Set `--oidc-client-id` to the id under which the cluster is registered at the issuer.',
    ignore: 'Whoever starts the program passes the id in a way that is not written here.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('oidc-issuer-url');
    if (setting.origin !== 'set' || setting.value === '' || !apiserver.lacks('oidc-client-id')) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: 'The API server does not start: --oidc-issuer-url is set without --oidc-client-id.',
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An issuer alone',
    file: 'args/kube-apiserver',
    bad: text`
      --oidc-issuer-url=https://accounts.google.com
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --oidc-issuer-url is set without --oidc-client-id.
      --secure-port=6443
    `,
  },
  {
    title: 'Issuer and client',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://accounts.google.com
    `,
  },
];
