import { component, defineRule, type Example, oldTlsVersion, text } from '#core';

export default defineRule({
  id: 'controller-manager/no-old-tls-version',
  summary: 'The controller manager must not speak TLS older than 1.2.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      TLS 1.0 and 1.1 rest on MD5 and SHA-1 and on ciphers that can be attacked; RFC 8996 withdrew both in 2021.
      Whoever stands between can talk two ends that still know them down to them.`,
    fix: `
      Leave \`--tls-min-version\` out, which means TLS 1.2, or set it to \`VersionTLS12\` or \`VersionTLS13\`.`,
    ignore: 'A client that cannot be updated speaks nothing newer, and its traffic stays on a network you trust.',
  },

  on: component('kube-controller-manager'),

  check: program => oldTlsVersion(program, 'The controller manager'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'An old version',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-min-version=VersionTLS11
                                                                   ^^^^^^^^^^^^ The controller manager accepts TLS 1.1, which is broken and withdrawn: --tls-min-version is VersionTLS11.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-min-version=VersionTLS12
    `,
  },
  {
    title: 'A current version',
    file: 'kube-controller-manager.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-min-version=VersionTLS13
    `,
  },
  {
    title: 'No port',
    file: 'kube-controller-manager.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --secure-port=0 --tls-min-version=VersionTLS10
    `,
  },
];
