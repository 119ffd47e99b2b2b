import { choice, component, defineRule, type Example, setFlag, text } from '#core';

const CONSEQUENCES = {
  'oidc-issuer-url': 'The API server does not start',
  'service-account-issuer': 'Nobody else can verify tokens of service accounts, for there is no discovery',
  'service-account-jwks-uri': 'The API server does not start',
} as const;

export default defineRule({
  id: 'authentication/require-https-issuers',
  summary: 'Issuers of tokens must be https:// URLs.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  docs: {
    why: `
      Keys that verify tokens are fetched from the issuer: over plain text, whoever stands between hands out keys of his own. The
      API server therefore refuses such an issuer of users, and keeps discovery for service accounts off.`,
    fix: 'Serve the issuer with a certificate, and write its URL as it stands in the tokens.',
    ignore: 'Nobody outside the cluster verifies tokens of its service accounts.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const [flag, consequence] of Object.entries(CONSEQUENCES)) {
      const setting = apiserver.setting(flag);
      if (setting.origin !== 'set' || setting.all.length > 1) continue;
      const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(setting.value)?.[1]?.toLowerCase();
      if (scheme !== 'http') continue;
      yield {
        at: { ...setting.at, place: setting.at.valuePlace },
        message: `${consequence}: --${flag} is not an https:// URL.`,
        fixes: [choice(`Use https in --${flag}`, setFlag(apiserver, flag, setting.value.replace(/^http:/i, 'https:')))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Plain text everywhere',
    file: 'args/kube-apiserver',
    bad: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=http://keycloak.example.com/realms/main
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --oidc-issuer-url is not an https:// URL.
      --secure-port=6443
      --service-account-issuer=http://kubernetes.example.com
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody else can verify tokens of service accounts, for there is no discovery: --service-account-issuer is not an https:// URL.
      --service-account-jwks-uri=http://kubernetes.example.com/keys
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --service-account-jwks-uri is not an https:// URL.
    `,
    fixed: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      --secure-port=6443
      --service-account-issuer=https://kubernetes.example.com
      --service-account-jwks-uri=https://kubernetes.example.com/keys
    `,
  },
  {
    title: 'Encrypted, or no URL at all',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-issuer-url=HTTPS://keycloak.example.com/realms/main
      --service-account-issuer=kubernetes/serviceaccount
    `,
  },
];
