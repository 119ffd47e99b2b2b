import {
  allAuthorizers,
  authorizationConfiguration,
  authorizersOf,
  defineRule,
  type Example,
  freeName,
  insertItem,
  removeValue,
  replaceValue,
  suggest,
  text,
} from '#core';

export default defineRule({
  id: 'authorization/require-rbac-authorizer',
  summary: 'An AuthorizationConfiguration must ask RBAC, and allow nothing unasked.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.6', '1.2.8'], kubescape: ['C-0088'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization'],
  docs: {
    why: `
      \`AlwaysAllow\` allows every request that no authorizer before it denied: each Pod's token is then a key to the whole cluster. A list without \`RBAC\` ignores every role and
      binding in the cluster.`,
    fix: 'List `Node` and `RBAC`, behind a webhook that is to deny something. Clients that relied on being allowed everything need roles first.',
    ignore: 'A throw-away test cluster, or one whose authorization webhook knows better than RBAC.',
  },

  on: authorizationConfiguration,

  *check(configuration) {
    const authorizers = authorizersOf(configuration);
    const open = authorizers.find(it => it.type === 'AlwaysAllow');
    const types = allAuthorizers(configuration);
    const rbac = { type: 'RBAC', name: freeName(configuration, 'rbac') };
    if (open) {
      yield {
        at: open.value.at('type'),
        message: 'Every request is allowed that no authorizer before this one denied: its type is AlwaysAllow.',
        fixes: types
          ? [
              types.includes('RBAC')
                ? suggest('Remove AlwaysAllow', removeValue(open.value))
                : suggest('Ask RBAC in its place', replaceValue(open.value, rbac)),
            ]
          : [],
      };
    } else if (types && !types.includes('RBAC')) {
      yield {
        at: { place: configuration.at('authorizers').keyPlace },
        message: 'Roles and bindings have no effect: no authorizer is of the type RBAC.',
        fixes: [suggest('Ask RBAC as well', insertItem(configuration.at('authorizers'), rbac))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everything is allowed',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: AlwaysAllow
                ^^^^^^^^^^^ Every request is allowed that no authorizer before this one denied: its type is AlwaysAllow.
          name: open
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: RBAC
          name: rbac
    `,
  },
  {
    title: 'Everything else is allowed',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1beta1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: RBAC, name: rbac}
        - {type: AlwaysAllow, name: open}
                 ^^^^^^^^^^^ Every request is allowed that no authorizer before this one denied: its type is AlwaysAllow.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1beta1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: RBAC, name: rbac}
    `,
  },
  {
    title: 'Without RBAC',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
      ^^^^^^^^^^^ Roles and bindings have no effect: no authorizer is of the type RBAC.
        - {type: Node, name: node}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - {type: Node, name: node}
        - type: RBAC
          name: rbac
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
