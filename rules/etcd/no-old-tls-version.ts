import { component, defineRule, type Example, oldTlsVersion, text } from '#core';

export default defineRule({
  id: 'etcd/no-old-tls-version',
  summary: 'etcd must not speak TLS older than 1.2.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      TLS 1.0 and 1.1 rest on MD5 and SHA-1 and on ciphers that can be attacked; RFC 8996 withdrew both in 2021.
      Whoever stands between can talk two ends that still know them down to them.`,
    fix: 'Leave `--tls-min-version` out, which means TLS 1.2, or set it to `TLS1.2` or `TLS1.3`; etcd does not start with anything else.',
    ignore: 'A client that cannot be updated speaks nothing newer, and its traffic stays on a network you trust.',
  },

  on: component('etcd'),

  check: program => oldTlsVersion(program, 'etcd'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'An old version',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first --tls-min-version=TLS1.0
                                                                   ^^^^^^ etcd does not start: --tls-min-version cannot be "TLS1.0".
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first --tls-min-version=TLS1.2
    `,
  },
  {
    title: 'The next version',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first --tls-min-version=TLS1.1
                                                                   ^^^^^^ etcd does not start: --tls-min-version cannot be "TLS1.1".
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first --tls-min-version=TLS1.2
    `,
  },
  {
    title: 'A current version',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first --tls-min-version=TLS1.3
    `,
  },
];
