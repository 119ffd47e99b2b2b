import { defineRule, type Example, kubeconfig, text, usersOf } from '#core';

export default defineRule({
  id: 'kubeconfig/no-bootstrap-token',
  summary: 'Bootstrap tokens should be there for nodes that join, and for nobody else.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.1.3'], kubescape: ['C-0288'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/'],
  docs: {
    why: `
      Whoever has a bootstrap token gets the certificate of a node that does not exist yet, and with it what nodes may read. All who use it are
      the same user in the audit log.`,
    fix: 'Let people sign in through an identity provider. Delete the token once the nodes have joined.',
    ignore: 'The file is the bootstrap kubeconfig of a kubelet, and its token expires soon.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of usersOf(config)) {
      const token = value.at('token');
      if (!/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(token.asString() ?? '')) continue;
      yield {
        at: { place: token.keyPlace, name: token.path.join('.') },
        message: `Whoever signs in as ${JSON.stringify(name)} can have a certificate for a node: the token is a bootstrap token.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A bootstrap token',
    file: 'bootstrap-kubelet.conf',
    bad: text`
      apiVersion: v1
      kind: Config
      users:
        - name: tls-bootstrap-token-user
          user:
            token: 07401b.f395accd246ae52d
            ^^^^^ Whoever signs in as "tls-bootstrap-token-user" can have a certificate for a node: the token is a bootstrap token.
    `,
  },
  {
    title: 'Another token',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {token: 31ada4fd-adec-460c-809a-9e56ceb75269}}
    `,
  },
];
