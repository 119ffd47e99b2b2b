import { authenticationConfiguration, defineRule, type Example, text, unprefixedNames, type Value } from '#core';

export default defineRule({
  id: 'authentication/no-unprefixed-jwt-users',
  summary: 'Users of a JWT issuer must be kept apart from users of Kubernetes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      Without a prefix the name that the issuer gives is the name of the user. Whoever can choose that name at the
      issuer can be \`system:kube-scheduler\`, a service account, or any user that a binding names.`,
    fix: `
      Choose a prefix such as \`oidc:\` (bindings must then have it too), or refuse names of Kubernetes' own in \`userValidationRules\`:
      \`!user.username.startsWith('system:')\`.`,
    ignore: 'The issuer certainly gives no name that Kubernetes or another issuer uses.',
  },

  on: authenticationConfiguration,

  check: unprefixedNames('username', 'The issuer can name any user of Kubernetes', 'names', isAddress),
});

/** Addresses do not look like names of Kubernetes. */
function isAddress(authenticator: Value): boolean {
  const username = authenticator.at('claimMappings', 'username');
  return username.at('claim').asString() === 'email' || /^\s*claims\.\??email\s*$/.test(username.at('expression').asString() ?? '');
}

export const examples = (): readonly Example[] => [
  {
    title: 'No prefix, and names as the issuer has them',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: preferred_username, prefix: ""}
                                                          ^^ The issuer can name any user of Kubernetes: username.prefix is empty.
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {expression: claims.name}
                                   ^^^^^^^^^^^ The issuer can name any user of Kubernetes: username.expression adds no prefix.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: preferred_username, prefix: ""}
          userValidationRules:
            - expression: "!user.username.startsWith('system:')"
              message: "names that start with system: are for Kubernetes itself"
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {expression: claims.name}
          userValidationRules:
            - expression: "!user.username.startsWith('system:')"
              message: "names that start with system: are for Kubernetes itself"
    `,
  },
  {
    title: 'A prefix, addresses, and a rule that refuses',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
        - issuer: {url: https://mail.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: email, prefix: ""}
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {expression: "'ci:' + claims.sub"}
        - issuer: {url: https://old.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: ""}
          userValidationRules:
            - expression: "!user.username.startsWith('system:')"
    `,
  },
];
