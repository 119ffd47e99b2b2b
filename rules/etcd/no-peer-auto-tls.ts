import { autoTlsProblems, component, defineRule, ETCD_PEERS, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/no-peer-auto-tls',
  summary: 'etcd must serve with a certificate that the other members can verify.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['2.6'], trivy: ['KCV-0047'], kubescape: ['C-0158'] },
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      With \`--peer-auto-tls\` a member makes a certificate for itself and takes any that others show. Whoever reaches the port and
      poses as a member gets a copy of everything that is written, Secrets included.`,
    fix: 'Give every member a peer certificate that the CA of etcd signed, and let members ask each other for it.',
    ignore: 'A throw-away test cluster, or one member that listens on its own node only.',
  },

  on: component('etcd'),

  check: etcd => autoTlsProblems(etcd, ETCD_PEERS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A certificate that nobody can verify',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-auto-tls --listen-peer-urls=https://10.0.0.4:2380
                                    ^^^^^^^^^^^^^^^ Members cannot verify the certificate of etcd, and show none: --peer-auto-tls is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --initial-advertise-peer-urls=https://127.0.0.1:2380 --listen-peer-urls=https://10.0.0.4:2380 --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt --peer-client-cert-auth=true --peer-key-file=/etc/kubernetes/pki/etcd/peer.key --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'Without effect, as long as there is a certificate',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      peer-transport-security:
        auto-tls: true
                  ^^^^ etcd makes a certificate for itself as soon as peer-transport-security.cert-file is gone: peer-transport-security.auto-tls is true.
        cert-file: /etc/etcd/peer.crt
        key-file: /etc/etcd/peer.key
        trusted-ca-file: /etc/etcd/ca.crt
    `,
    fixed: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      peer-transport-security:
        cert-file: /etc/etcd/peer.crt
        key-file: /etc/etcd/peer.key
        trusted-ca-file: /etc/etcd/ca.crt
    `,
  },
  {
    title: 'Without effect, as long as no URL is https',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-auto-tls --listen-peer-urls=http://127.0.0.1:2380
                                    ^^^^^^^^^^^^^^^ etcd makes a certificate for itself as soon as --listen-peer-urls has an https URL: --peer-auto-tls is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-peer-urls=http://127.0.0.1:2380
    `,
  },
  {
    title: 'Switched off',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-auto-tls=false
    `,
  },
];
