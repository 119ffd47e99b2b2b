import { component, defineRule, type Example, text, weakCipherSuites, valueOf } from '#core';

export default defineRule({
  id: 'kubelet/no-weak-cipher-suites',
  summary: 'The kubelet must accept strong cipher suites only.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['4.2.12'], checkov: ['CKV_K8S_151'], trivy: ['KCV-0092'], kubescape: ['C-0184'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      Whoever records traffic that a weak suite protects can read it later: suites without forward secrecy fall with the
      server's key, RC4 and 3DES by themselves, and CBC leaks through how padding errors are handled.
      Weak suites are offered only to those who ask for them, so an attacker in between asks.`,
    fix: `
      List suites that have both forward secrecy (\`ECDHE\`, or any of TLS 1.3) and authenticated encryption (\`GCM\`, \`POLY1305\`).
      One of them must be \`TLS_ECDHE_…_AES_128_GCM_SHA256\`: HTTP/2 demands it, and the program does not start without. TLS 1.3 has strong suites only, and the list does not affect them.`,
    ignore: 'A client that cannot be updated needs the suite, and all its traffic stays on a network you trust.',
  },

  on: component('kubelet'),

  check: program => (valueOf(program.setting('enable-server')) === 'false' ? [] : weakCipherSuites(program, 'The kubelet')),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A weak suite and one that is not known',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --tls-cipher-suites=TLS_RSA_WITH_AES_256_CBC_SHA,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_AES_128_CCM_SHA256
                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet accepts TLS_RSA_WITH_AES_256_CBC_SHA, which has no forward secrecy.
                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^ The kubelet does not start: it knows no cipher suite "TLS_AES_128_CCM_SHA256".
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
  {
    title: 'TLS 1.3 only, on which the list does not bear',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --tls-cipher-suites=TLS_RSA_WITH_AES_256_CBC_SHA --tls-min-version=VersionTLS13
    `,
  },
  {
    title: 'One that does not go with the key of a kubelet that asks the cluster for its certificate',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      serverTLSBootstrap: true
      tlsCipherSuites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256]
    `,
  },
  {
    title: 'Strong ones',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
];
