import { allAuthorizers, authorizationConfiguration, authorizersOf, choice, defineRule, type Example, removeValue, text } from '#core';

export default defineRule({
  id: 'authorization/no-abac-authorizer',
  summary: 'An AuthorizationConfiguration must not take rights from a file of attributes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/abac/'],
  docs: {
    why: `
      Rights in the file of \`--authorization-policy-file\` come on top of what roles grant, whatever RBAC says. No command shows
      them, and taking one away means to change the file on each control-plane node and to restart each API server.`,
    fix: 'Write the rights as roles and bindings, then remove the entry.',
    ignore: 'The file is empty, or on its way out.',
  },

  on: authorizationConfiguration,

  *check(configuration) {
    const isOneOfMany = allAuthorizers(configuration)?.includes('RBAC') === true;
    for (const { type, value } of authorizersOf(configuration)) {
      if (type !== 'ABAC') continue;
      yield {
        at: value.at('type'),
        message: 'Rights stand in a file, where no command shows them: the type is ABAC.',
        fixes: isOneOfMany ? [choice('Remove ABAC (rights in the file end)', removeValue(value))] : [],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside RBAC',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - {type: ABAC, name: old}
                 ^^^^ Rights stand in a file, where no command shows them: the type is ABAC.
        - {type: RBAC, name: rbac}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - {type: RBAC, name: rbac}
    `,
  },
  {
    title: 'Node, then RBAC',
    file: 'authorization.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - {type: RBAC, name: rbac}
    `,
  },
];
