import { component, defineRule, type Example, text, weakCipherSuites } from '#core';

export default defineRule({
  id: 'controller-manager/no-weak-cipher-suites',
  summary: 'The controller manager must accept strong cipher suites only.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      Whoever records traffic that a weak suite protects can read it later: suites without forward secrecy fall with the server's key, RC4 and 3DES by
      themselves, and CBC leaks through how padding errors are handled.`,
    fix: `
      List suites that have both forward secrecy (\`ECDHE\`, or any of TLS 1.3) and authenticated encryption (\`GCM\`, \`POLY1305\`).`,
    ignore: 'A client that cannot be updated needs the suite, and all its traffic stays on a network you trust.',
  },

  on: component('kube-controller-manager'),

  check: program => weakCipherSuites(program, 'The controller manager'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A weak suite',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-cipher-suites=TLS_RSA_WITH_AES_256_CBC_SHA,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager accepts TLS_RSA_WITH_AES_256_CBC_SHA, which has no forward secrecy.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
  {
    title: 'Strong ones',
    file: 'kube-controller-manager.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
  {
    title: 'No port',
    file: 'kube-controller-manager.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --secure-port=0 --tls-cipher-suites=TLS_RSA_WITH_AES_256_CBC_SHA
    `,
  },
];
