import { component, defineRule, type Example, releaseOf, text, unknownFlags } from '#core';

export default defineRule({
  id: 'flags/no-unknown-flag',
  summary: 'Programs of the control plane must not be given flags that they do not have.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://etcd.io/docs/v3.6/op-guide/configuration/',
  ],
  docs: {
    why: `
      A misspelt flag does not do what it was written for. Programs of Kubernetes do not start with it, and neither does etcd; in etcd's
      configuration file and in its variables it is overlooked, so that \`client-cert-auht: true\` lets everyone in.`,
    fix: 'Write the flag as the program knows it.',
    ignore: 'Somebody has built the program with flags of their own.',
  },

  on: component(),

  check: (program, context) => unknownFlags(program, releaseOf(program, context.kubernetesVersion)),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A letter is missing',
    file: 'args/kube-apiserver',
    bad: text`
      --secure-port=6443
      --strict-transport-security-directive=max-age=31536000
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start: kube-apiserver has no flag --strict-transport-security-directive. Did you mean --strict-transport-security-directives?
    `,
    fixed: text`
      --secure-port=6443
      --strict-transport-security-directives=max-age=31536000
    `,
  },
  {
    title: 'A flag that Kubernetes does not have',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.31',
    bad: text`
      --enable-firewall=true
      ^^^^^^^^^^^^^^^^^^^^^^ The program does not start: kube-apiserver has no flag --enable-firewall.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'A key that etcd overlooks',
    file: 'etcd.conf.yml',
    bad: text`
      name: member-1
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
      listen-metric-urls: http://127.0.0.1:2381
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd has no setting listen-metric-urls: it overlooks the key or variable, and does not start with the flag. Did you mean listen-metrics-urls?
    `,
    fixed: text`
      name: member-1
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
      listen-metrics-urls: http://127.0.0.1:2381
    `,
  },
  {
    title: 'A key of a section',
    file: 'etcd.conf.yml',
    bad: text`
      name: member-1
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        cert-file: /etc/etcd/server.crt
        client-cert-auht: true
        ^^^^^^^^^^^^^^^^^^^^^^ etcd overlooks client-cert-auht: there is no such key in client-transport-security. Did you mean client-cert-auth?
    `,
    fixed: text`
      name: member-1
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        cert-file: /etc/etcd/server.crt
        client-cert-auth: true
    `,
  },
  {
    title: 'What may be newer than Rampart',
    file: 'args/kube-apiserver',
    good: text`
      --brand-new-feature=true
      --secure-port=6443
    `,
  },
];
