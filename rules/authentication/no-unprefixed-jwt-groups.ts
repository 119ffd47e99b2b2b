import { authenticationConfiguration, defineRule, type Example, text, unprefixedNames } from '#core';

export default defineRule({
  id: 'authentication/no-unprefixed-jwt-groups',
  summary: 'Groups of a JWT issuer must be kept apart from groups of Kubernetes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      Without a prefix the groups in a token are groups of Kubernetes as they stand. Whoever can create a group at the issuer and
      call it \`system:masters\` owns the cluster: members of that group are asked nothing, and no binding shows it.`,
    fix: `
      Choose a prefix such as \`oidc:\` (bindings must then have it too), or refuse names of Kubernetes' own in \`userValidationRules\`:
      \`user.groups.all(group, !group.startsWith('system:'))\`.`,
    ignore: 'The issuer certainly gives no name that Kubernetes or another issuer uses.',
  },

  on: authenticationConfiguration,

  check: unprefixedNames('groups', 'The issuer can put a user into any group, system:masters included', 'groups'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'No prefix, and groups as the issuer has them',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
            groups:
              claim: groups
              prefix: ""
                      ^^ The issuer can put a user into any group, system:masters included: groups.prefix is empty.
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "ci:"}
            groups:
              expression: claims.roles.split(",")
                          ^^^^^^^^^^^^^^^^^^^^^^^ The issuer can put a user into any group, system:masters included: groups.expression adds no prefix.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
            groups:
              claim: groups
              prefix: ""
          userValidationRules:
            - expression: "user.groups.all(group, !group.startsWith('system:'))"
              message: "groups that start with system: are for Kubernetes itself"
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "ci:"}
            groups:
              expression: claims.roles.split(",")
          userValidationRules:
            - expression: "user.groups.all(group, !group.startsWith('system:'))"
              message: "groups that start with system: are for Kubernetes itself"
    `,
  },
  {
    title: 'Prefixes, and a rule that refuses',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer: {url: https://login.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "oidc:"}
            groups: {claim: groups, prefix: "oidc:"}
        - issuer: {url: https://ci.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "ci:"}
            groups: {expression: "claims.groups.map(group, 'ci:' + group)"}
        - issuer: {url: https://old.example.com, audiences: [cluster]}
          claimMappings:
            username: {claim: sub, prefix: "old:"}
            groups: {claim: groups, prefix: ""}
          userValidationRules:
            - expression: "user.groups.all(group, !group.startsWith('system:'))"
    `,
  },
];
