import { autoTlsProblems, component, defineRule, ETCD_CLIENTS, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/no-auto-tls',
  summary: 'etcd must serve with a certificate that its clients can verify.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['2.3'], checkov: ['CKV_K8S_118'], trivy: ['KCV-0044'], kubescape: ['C-0155'] },
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      With \`--auto-tls\` etcd makes a certificate for itself and asks nobody for theirs. Traffic to \`https://\` URLs is encrypted, but with
      whoever answers, and whoever reaches the port reads and writes everything in the cluster.`,
    fix: 'Give etcd a certificate that its own CA signed, and let it ask clients for theirs.',
    ignore: 'A throw-away test cluster.',
  },

  on: component('etcd'),

  check: etcd => autoTlsProblems(etcd, ETCD_CLIENTS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A certificate that nobody can verify',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --auto-tls --listen-client-urls=https://10.0.0.4:2379
                                    ^^^^^^^^^^ Clients cannot verify the certificate of etcd, and show none: --auto-tls is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --advertise-client-urls=https://127.0.0.1:2379 --cert-file=/etc/kubernetes/pki/etcd/server.crt --client-cert-auth=true --key-file=/etc/kubernetes/pki/etcd/server.key --listen-client-urls=https://10.0.0.4:2379 --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'Without effect, as long as there is a certificate',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        auto-tls: true
                  ^^^^ etcd makes a certificate for itself as soon as client-transport-security.cert-file is gone: client-transport-security.auto-tls is true.
        cert-file: /etc/etcd/server.crt
        key-file: /etc/etcd/server.key
        trusted-ca-file: /etc/etcd/ca.crt
    `,
    fixed: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        cert-file: /etc/etcd/server.crt
        key-file: /etc/etcd/server.key
        trusted-ca-file: /etc/etcd/ca.crt
    `,
  },
  {
    title: 'Without effect, as long as no URL is https',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --auto-tls --listen-client-urls=http://127.0.0.1:2379
                                    ^^^^^^^^^^ etcd makes a certificate for itself as soon as --listen-client-urls has an https URL: --auto-tls is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-client-urls=http://127.0.0.1:2379
    `,
  },
  {
    title: 'Switched off',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --auto-tls=false
    `,
  },
];
