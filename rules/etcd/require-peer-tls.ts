import { component, type Component, defineRule, ETCD_PEERS, etcdLonePeerProblems, etcdTlsProblems, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/require-peer-tls',
  summary: 'The members of an etcd cluster must talk TLS with each other, and know who they are.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['2.4', '2.5'],
    checkov: ['CKV_K8S_119', 'CKV_K8S_121'],
    trivy: ['KCV-0045', 'KCV-0046'],
    kubescape: ['C-0156', 'C-0157'],
  },
  links: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters',
  ],
  docs: {
    why: `
      Members send each other everything that is written, Secrets included. Without TLS whoever sees the network reads
      along; without peer certificates whoever reaches the port poses as a member and gets a copy of it all.`,
    fix: 'Give every member a peer certificate, use `https://` in all peer URLs, and set `--peer-client-cert-auth`. Change one member after the other, and tell the cluster of its new URL with `etcdctl member update`: what a running cluster knows, `--initial-cluster` does not change.',
    ignore:
      'There is only one member, and a firewall keeps everyone from its peer port. Rampart says nothing where it listens on the loopback address.',
  },

  on: component('etcd'),

  *check(etcd) {
    yield* (hasPeers(etcd) ? etcdTlsProblems : etcdLonePeerProblems)(etcd, ETCD_PEERS);
  },
});

/** Whether there certainly is more than one member, or will be. */
function hasPeers(etcd: Component): boolean {
  const cluster = etcd.setting('initial-cluster');
  if (cluster.origin === 'set') return cluster.value.split(',').filter(it => it.includes('=')).length > 1;
  // What a distribution passes is one member at first, and outranks discovery.
  return cluster.origin === 'default' && ['discovery', 'discovery-srv'].some(it => etcd.setting(it).origin === 'set');
}

export const examples = (): readonly Example[] => [
  {
    title: 'Three members in plain text',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      ^^^^ Members talk to etcd in plain text: peer-transport-security.cert-file is not set.
      initial-advertise-peer-urls: http://10.0.0.4:2380
      initial-cluster: first=http://10.0.0.4:2380,second=http://10.0.0.5:2380,third=http://10.0.0.6:2380
      listen-peer-urls: http://10.0.0.4:2380
    `,
    fixed: text`
      name: first
      initial-advertise-peer-urls: https://10.0.0.4:2380
      initial-cluster: first=https://10.0.0.4:2380,second=https://10.0.0.5:2380,third=https://10.0.0.6:2380
      listen-peer-urls: https://10.0.0.4:2380
      peer-transport-security:
        cert-file: /etc/kubernetes/pki/etcd/peer.crt
        client-cert-auth: true
        key-file: /etc/kubernetes/pki/etcd/peer.key
        trusted-ca-file: /etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'TLS, but no question who joins',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-cluster=a=https://10.0.0.4:2380,b=https://10.0.0.5:2380 --peer-cert-file=/etc/etcd/peer.crt --peer-key-file=/etc/etcd/peer.key
                ^^^^^^^^^^^^^^^^^^^ Anyone who reaches etcd's peer port is let in: --peer-client-cert-auth is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-cluster=a=https://10.0.0.4:2380,b=https://10.0.0.5:2380 --peer-cert-file=/etc/etcd/peer.crt --peer-client-cert-auth=true --peer-key-file=/etc/etcd/peer.key --peer-trusted-ca-file=/etc/etcd/ca.crt
    `,
  },
  {
    title: 'One member, whose peer port is open to the network',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-peer-urls=http://127.0.0.1:2380,http://10.0.0.4:2380
                                                                             ^^^^^^^^^^^^^^^^^^^^ Whoever reaches etcd's peer port can pose as a member: --listen-peer-urls has http://10.0.0.4:2380.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-advertise-peer-urls=https://127.0.0.1:2380 --listen-peer-urls=https://127.0.0.1:2380,https://10.0.0.4:2380 --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt --peer-client-cert-auth=true --peer-key-file=/etc/kubernetes/pki/etcd/peer.key --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'A certificate that etcd makes itself, of no use to http',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-cluster=a=https://10.0.0.4:2380,b=https://10.0.0.5:2380 --listen-peer-urls=http://10.0.0.4:2380 --peer-auto-tls
                                                                                                                         ^^^^^^^^^^^^^^^^^^^^ Members may talk to etcd in plain text: --listen-peer-urls has http://10.0.0.4:2380.
    `,
  },
  {
    title: 'The old name of the CA, which asks for certificates as well',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-cluster=a=https://10.0.0.4:2380,b=https://10.0.0.5:2380 --peer-ca-file=ca.crt --peer-cert-file=p.crt --peer-key-file=p.key
    `,
  },
  {
    title: 'One member',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=only --initial-cluster=only=http://127.0.0.1:2380
    `,
  },
];
