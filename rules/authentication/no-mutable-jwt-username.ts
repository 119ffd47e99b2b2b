import { authenticationConfiguration, authenticatorsOf, defineRule, type Example, isMutableClaim, text } from '#core';

export default defineRule({
  id: 'authentication/no-mutable-jwt-username',
  summary: 'Users of a JWT issuer must be told apart by a claim that never changes hands.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      Names such as \`preferred_username\` can be changed by users at many issuers, and need not be unique. Whoever takes the name of
      another user, or gets it when that user leaves, has that user's rights in the cluster. Only \`sub\` is promised to stay.`,
    fix: 'Use the claim `sub`. Bindings to users must then name what stands in that claim; groups are easier to bind.',
    ignore: 'The issuer gives every name to one user only, for ever, and lets nobody change it.',
  },

  on: authenticationConfiguration,

  *check(configuration) {
    for (const authenticator of authenticatorsOf(configuration)) {
      const username = authenticator.at('claimMappings', 'username');
      const [claim, expression] = [username.at('claim'), username.at('expression')];
      const named = claim.asString() ?? /^\s*(?:(["'])[^"']*\1\s*\+\s*)?claims\.(\w+)\s*$/.exec(expression.asString() ?? '')?.[2];
      if (named === undefined || !isMutableClaim(named)) continue;
      yield {
        at: claim.exists ? claim : expression,
        message: `A user of the issuer may become another one: the claim ${named} can change hands.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name, and an expression with one',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: preferred_username, prefix: "oidc:"}
                              ^^^^^^^^^^^^^^^^^^ A user of the issuer may become another one: the claim preferred_username can change hands.
        - issuer: {url: https://old.example.com, audiences: [cluster]}
          claimMappings:
            username: {expression: "'old:' + claims.upn"}
                                   ^^^^^^^^^^^^^^^^^^^^^ A user of the issuer may become another one: the claim upn can change hands.
    `,
  },
  {
    title: 'What is promised to stay',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
    `,
  },
];
