import { authenticationConfiguration, authenticatorsOf, choice, defineRule, type Example, parseUrl, replaceValue, text } from '#core';

export default defineRule({
  id: 'authentication/require-https-jwt-issuers',
  summary: 'Issuers in an AuthenticationConfiguration must be https:// URLs, and nothing but that.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      Keys that verify tokens are fetched from the issuer: over plain text, whoever stands between hands out keys of their own. The
      API server refuses such an issuer, and one whose URL has a user, a query or a fragment.`,
    fix: 'Serve the issuer with a certificate, and write its URL as it stands in the tokens.',
    ignore: 'Never: the API server does not start.',
  },

  on: authenticationConfiguration,

  *check(configuration) {
    for (const authenticator of authenticatorsOf(configuration)) {
      for (const key of ['url', 'discoveryURL']) {
        const value = authenticator.at('issuer', key);
        const url = value.asString() ?? '';
        const scheme = parseUrl(url)?.scheme;
        if (scheme === undefined) continue;
        const surplus = /^[^/]*\/\/[^/?#]*@/.test(url)
          ? 'a user'
          : /^[^#?]*\?[^#]/.test(url)
            ? 'a query'
            : /#./.test(url)
              ? 'a fragment'
              : undefined;
        if (scheme !== 'https') {
          yield {
            at: value,
            message: `The API server does not start: issuer.${key} is not an https:// URL.`,
            fixes: scheme === 'http' ? [choice('Use https', replaceValue(value, url.replace(/^\s*http:/i, 'https:')))] : [],
          };
        } else if (surplus) {
          yield { at: value, message: `The API server does not start: issuer.${key} has ${surplus}.` };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Plain text',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: http://login.example.com
                 ^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: issuer.url is not an https:// URL.
            audiences: [cluster]
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: https://login.example.com
            audiences: [cluster]
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
    `,
  },
  {
    title: 'More than a URL',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: https://login.example.com
            discoveryURL: https://keys.example.com/.well-known/openid-configuration?realm=main
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: issuer.discoveryURL has a query.
            audiences: [cluster]
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: https://login.example.com
            discoveryURL: https://keys.example.com/.well-known/openid-configuration?realm=main
            audiences: [cluster]
    `,
  },
  {
    title: 'TLS',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com/realms/main, audiences: [cluster]}
        - issuer: {url: "https://login.example.org/?", discoveryURL: "https://keys.example.org/#", audiences: [cluster]}
    `,
  },
];
