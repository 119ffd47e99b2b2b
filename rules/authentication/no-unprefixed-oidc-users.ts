import { choice, component, defineRule, type Example, setFlag, text } from '#core';

export default defineRule({
  id: 'authentication/no-unprefixed-oidc-users',
  summary: 'Users of an OIDC issuer must have a prefix that sets them apart from other users.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server'],
  docs: {
    why: `
      With \`--oidc-username-prefix=-\` the name that the issuer gives is the name of the user. Whoever can choose that name at the
      issuer can be \`system:kube-scheduler\`, a service account, or any user that a binding names.`,
    fix: 'Choose a prefix such as `oidc:`. Bindings to users of the issuer must then have it too.',
    ignore: 'The issuer certainly gives no name that Kubernetes or another issuer uses.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('oidc-username-prefix');
    if (setting.origin !== 'set' || setting.value !== '-') return;
    const claim = apiserver.setting('oidc-username-claim');
    // Addresses have no prefix by default, and do not look like names of Kubernetes.
    if (claim.origin === 'unknown' || claim.value === 'email') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `The OIDC issuer can name any user of Kubernetes: --oidc-username-prefix is "-", and --oidc-username-claim is ${claim.value ?? 'sub'}.`,
      fixes: [choice('Set --oidc-username-prefix to oidc: (bindings must follow)', setFlag(apiserver, 'oidc-username-prefix', 'oidc:'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No prefix',
    file: 'args/kube-apiserver',
    bad: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --oidc-username-claim=preferred_username
      --oidc-username-prefix=-
                             ^ The OIDC issuer can name any user of Kubernetes: --oidc-username-prefix is "-", and --oidc-username-claim is preferred_username.
    `,
    fixed: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --oidc-username-claim=preferred_username
      --oidc-username-prefix=oidc:
    `,
  },
  {
    title: 'Addresses, or a prefix by default (the issuer and #)',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --oidc-username-claim=sub
    `,
  },
];
