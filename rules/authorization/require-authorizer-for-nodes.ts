import { allAuthorizers, authorizationConfiguration, defineRule, type Example, freeName, insertItem, suggest, text } from '#core';

export default defineRule({
  id: 'authorization/require-authorizer-for-nodes',
  summary: 'An AuthorizationConfiguration must give each kubelet the rights of its own node only.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.7'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  docs: {
    why: `
      Without the authorizer for nodes, kubelets need roles, and roles cannot say "of this node": one node that is taken over then reads the Secrets of all Pods in the cluster.`,
    fix: 'List `{type: Node, name: node}` first, and take roles of the group `system:nodes` away.',
    ignore: 'Nodes have no kubelets that sign in, as in an API server that has none.',
  },

  on: authorizationConfiguration,

  *check(configuration) {
    const types = allAuthorizers(configuration);
    // Where everything is allowed, this is the least.
    if (!types || types.includes('Node') || types.includes('AlwaysAllow')) return;
    yield {
      at: { place: configuration.at('authorizers').keyPlace },
      message: 'Kubelets are not kept to their own node: no authorizer is of the type Node.',
      fixes: [
        suggest('Ask Node first', insertItem(configuration.at('authorizers'), { type: 'Node', name: freeName(configuration, 'node') }, 0)),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'RBAC alone',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
      ^^^^^^^^^^^ Kubelets are not kept to their own node: no authorizer is of the type Node.
        - type: RBAC
          name: rbac
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - type: Node
          name: node
        - type: RBAC
          name: rbac
    `,
  },
  {
    title: 'The name is taken',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
      ^^^^^^^^^^^ Kubelets are not kept to their own node: no authorizer is of the type Node.
        - type: RBAC
          name: node
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers:
        - type: Node
          name: node-2
        - type: RBAC
          name: node
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
