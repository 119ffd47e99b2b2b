import { component, defineRule, ETCD_CLIENTS, ETCD_PEERS, etcdAuthorityProblems, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/require-trusted-ca',
  summary: 'etcd must know which CA signs the certificates of its clients and members.',
  severity: 'error',
  profiles: ['recommended', 'nsa'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      etcd that asks for certificates and is told no CA takes those of every CA of the operating system, more than a hundred.
      A certificate for a domain of one's own, as long as its CA lets clients use it, then opens the database with every Secret of the cluster.`,
    fix: 'Make a CA for etcd alone, and point `--trusted-ca-file` and `--peer-trusted-ca-file` at it.',
    ignore: 'The list of CAs on the node, or in the image, holds only your own.',
  },

  on: component('etcd'),

  *check(etcd) {
    yield* etcdAuthorityProblems(etcd, ETCD_CLIENTS);
    yield* etcdAuthorityProblems(etcd, ETCD_PEERS);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Certificates of anyone will do',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=/etc/etcd/server.crt --client-cert-auth --key-file=/etc/etcd/server.key
                                                                     ^^^^^^^^^^^^^^^^^^ etcd takes certificates of every CA that the node trusts: --trusted-ca-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=/etc/etcd/server.crt --client-cert-auth --key-file=/etc/etcd/server.key --trusted-ca-file=/etc/etcd/ca.crt
    `,
  },
  {
    title: 'Among members',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      initial-cluster: first=https://10.0.0.4:2380,second=https://10.0.0.5:2380
      peer-transport-security:
        cert-file: /etc/etcd/peer.crt
        client-cert-auth: true
                          ^^^^ etcd takes certificates of every CA that the node trusts: peer-transport-security.trusted-ca-file is not set.
        key-file: /etc/etcd/peer.key
    `,
    fixed: text`
      name: first
      initial-cluster: first=https://10.0.0.4:2380,second=https://10.0.0.5:2380
      peer-transport-security:
        cert-file: /etc/etcd/peer.crt
        client-cert-auth: true
        key-file: /etc/etcd/peer.key
        trusted-ca-file: /etc/etcd/ca.crt
    `,
  },
  {
    title: 'CAs named',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
