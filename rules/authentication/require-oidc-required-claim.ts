import { component, defineRule, type Example, publicIssuer, text } from '#core';

export default defineRule({
  id: 'authentication/require-oidc-required-claim',
  summary: 'An OIDC issuer for everyone must be narrowed to the users of one organization.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server'],
  docs: {
    why: `
      Some issuers give tokens to everyone: anybody's workflow on a public service can ask for one with the client id of the
      cluster. Without a required claim each of them is a member of \`system:authenticated\`, and only bindings stand between.`,
    fix: 'Set `--oidc-required-claim` to what all users of the organization share, such as `hd=example.com` or `repository_owner=example`.',
    ignore: 'The client is registered for one organization only, and the issuer enforces that.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('oidc-issuer-url');
    if (setting.origin !== 'set' || !apiserver.lacks('oidc-required-claim')) return;
    const issuer = publicIssuer(setting.value);
    if (!issuer) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Tokens of ${issuer.host} are for everyone: no --oidc-required-claim, such as ${issuer.claim}, narrows them down.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Workflows of everyone',
    file: 'args/kube-apiserver',
    bad: text`
      --oidc-client-id=my-cluster
      --oidc-issuer-url=https://token.actions.githubusercontent.com
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens of token.actions.githubusercontent.com are for everyone: no --oidc-required-claim, such as repository_owner, narrows them down.
      --secure-port=6443
    `,
  },
  {
    title: 'Narrowed to one organization, or an issuer of its own',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=my-cluster
      --oidc-issuer-url=https://token.actions.githubusercontent.com
      --oidc-required-claim=repository_owner=example
    `,
  },
  {
    title: 'The issuer of one enterprise',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=my-cluster
      --oidc-issuer-url=https://token.actions.githubusercontent.com/example
    `,
  },
];
