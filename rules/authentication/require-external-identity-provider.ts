import { component, defineRule, type Example, text } from '#core';

const PROVIDERS = ['oidc-issuer-url', 'authentication-config', 'authentication-token-webhook-config-file'] as const;

export default defineRule({
  id: 'authentication/require-external-identity-provider',
  summary: 'People should come to the API server through an identity provider.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.1.1'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#openid-connect-tokens',
    'https://kubernetes.io/docs/concepts/security/hardening-guide/authentication-mechanisms/',
  ],
  docs: {
    why: `
      Without an identity provider people sign in with client certificates or tokens of service accounts. Neither asks for a
      second factor, and a certificate cannot be taken back before it expires when somebody leaves.`,
    fix: 'Configure one with `--oidc-issuer-url`, `--authentication-config` or `--authentication-token-webhook-config-file`.',
    ignore: 'Nobody but the operators signs in, or a proxy in front of the API server knows who people are.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!PROVIDERS.every(it => apiserver.lacks(it))) return;
    yield {
      at: apiserver,
      message: `The API server asks no identity provider who people are: none of ${PROVIDERS.map(it => `--${it}`).join(', ')} is set.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'None',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ The API server asks no identity provider who people are: none of --oidc-issuer-url, --authentication-config, --authentication-token-webhook-config-file is set.
    `,
  },
  {
    title: 'An issuer',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=kubernetes
      --oidc-issuer-url=https://keycloak.example.com/realms/main
    `,
  },
];
