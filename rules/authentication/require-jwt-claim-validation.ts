import { authenticationConfiguration, authenticatorsOf, defineRule, type Example, isKnownList, publicIssuer, text } from '#core';

export default defineRule({
  id: 'authentication/require-jwt-claim-validation',
  summary: 'A JWT issuer for everyone must be narrowed to the users of one organization.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      Some issuers give tokens to everyone: anybody's workflow on a public service can ask for one with the audience of the
      cluster. Without a rule for a claim each of them is a member of \`system:authenticated\`, and only bindings stand between.`,
    fix: 'Add an entry to `claimValidationRules` with what all users of the organization share, such as `claim: hd` and `requiredValue: example.com`.',
    ignore: 'The audience is a client that is registered for one organization only, and the issuer enforces that.',
  },

  on: authenticationConfiguration,

  *check(configuration) {
    if (configuration.isPart) return;
    for (const authenticator of authenticatorsOf(configuration)) {
      const url = authenticator.at('issuer', 'url');
      const issuer = publicIssuer(url.asString() ?? '');
      // An expression may fail for others, and that refuses them as well.
      const mayNarrow = /==|\?/.test(authenticator.at('claimMappings', 'username', 'expression').asString() ?? '');
      const isFree = ['claimValidationRules', 'userValidationRules'].every(
        it => isKnownList(authenticator, it) && !authenticator.at(it).items().length,
      );
      if (!issuer || mayNarrow || !isFree) continue;
      yield {
        at: url,
        message: `Tokens of ${issuer.host} are for everyone: no claimValidationRules, such as one for ${issuer.claim}, narrow them down.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Workflows of everyone',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: https://token.actions.githubusercontent.com
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens of token.actions.githubusercontent.com are for everyone: no claimValidationRules, such as one for repository_owner, narrow them down.
            audiences: [cluster]
          claimMappings:
            username: {claim: sub, prefix: "actions:"}
    `,
  },
  {
    title: 'Narrowed, and an issuer of an organization of its own',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://accounts.google.com, audiences: [cluster]}
          claimMappings: {username: {claim: sub, prefix: "google:"}}
          claimValidationRules: [{claim: hd, requiredValue: example.com}]
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings: {username: {claim: sub, prefix: "oidc:"}}
    `,
  },
];
