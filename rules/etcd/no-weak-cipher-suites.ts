import { component, defineRule, type Example, text, weakCipherSuites } from '#core';

export default defineRule({
  id: 'etcd/no-weak-cipher-suites',
  summary: 'etcd must accept strong cipher suites only.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      Whoever records traffic that a weak suite protects can read it later: suites without forward secrecy fall with the
      server's key, RC4 and 3DES by themselves, and CBC leaks through how padding errors are handled.
      Weak suites are offered only to those who ask for them, so an attacker in between asks.`,
    fix: `
      List suites that have both forward secrecy (\`ECDHE\`, or any of TLS 1.3) and authenticated encryption (\`GCM\`, \`POLY1305\`).
      A list without \`…_AES_128_GCM_SHA256\` keeps HTTP/2 from working. TLS 1.3 has strong suites only, and the list does not affect them.`,
    ignore: 'A client that cannot be updated needs the suite, and all its traffic stays on a network you trust.',
  },

  on: component('etcd'),

  check: program => weakCipherSuites(program, 'etcd'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A weak suite and one that is not known, in a list',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      cipher-suites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 # HTTP/2
        - TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd accepts TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, which uses 3DES and so gives long sessions away.
        - TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd does not start: it knows no cipher suite "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256".
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
    `,
    fixed: text`
      name: first
      cipher-suites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 # HTTP/2
      data-dir: /var/lib/etcd
      listen-client-urls: https://10.0.0.4:2379
    `,
  },
  {
    title: 'Strong ones',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
];
