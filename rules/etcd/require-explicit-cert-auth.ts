import { component, defineRule, ETCD_CLIENTS, ETCD_PEERS, etcdImpliedAuthProblems, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/require-explicit-cert-auth',
  summary: 'etcd must be told in words to ask for certificates.',
  severity: 'info',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['2.2', '2.5'],
    checkov: ['CKV_K8S_117', 'CKV_K8S_121'],
    trivy: ['KCV-0043', 'KCV-0046'],
    kubescape: ['C-0154', 'C-0157'],
  },
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      etcd that is given a CA asks for certificates, whatever \`--client-cert-auth\` says. Whoever takes the CA away later, for
      example to rotate it, opens the database to everyone without noticing; and auditors look for the flag.`,
    fix: 'Set `--client-cert-auth` and `--peer-client-cert-auth`. Whoever connects today still can; with users in etcd, the common name of the certificate then tells who it is.',
    ignore: 'Nobody audits the cluster against the CIS benchmark.',
  },

  on: component('etcd'),

  *check(etcd) {
    yield* etcdImpliedAuthProblems(etcd, ETCD_CLIENTS);
    yield* etcdImpliedAuthProblems(etcd, ETCD_PEERS);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Only a CA',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --client-cert-auth=false --key-file=s.key --peer-cert-file=p.crt --peer-key-file=p.key --peer-trusted-ca-file=ca.crt --trusted-ca-file=ca.crt
                ^^^^^^^^^^^^^^^^^^^ etcd asks for certificates only as long as --peer-trusted-ca-file is set: --peer-client-cert-auth is not set.
                                                                         ^^^^^ etcd asks for certificates only as long as --trusted-ca-file is set: --client-cert-auth is false.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --client-cert-auth=true --key-file=s.key --peer-cert-file=p.crt --peer-client-cert-auth=true --peer-key-file=p.key --peer-trusted-ca-file=ca.crt --trusted-ca-file=ca.crt
    `,
  },
  {
    title: 'Said in words',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --client-cert-auth --key-file=s.key --trusted-ca-file=ca.crt
    `,
  },
];
