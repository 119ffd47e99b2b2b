import { component, defineRule, type Example, text, unlistedCipherSuites, valueOf } from '#core';

export default defineRule({
  id: 'kubelet/require-cipher-suites',
  summary: 'The kubelet must be told which cipher suites to accept.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.12'], checkov: ['CKV_K8S_151'], trivy: ['KCV-0092'], kubescape: ['C-0184'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      Without a list, the release of Go that the program was built with decides. Current releases still accept CBC suites
      with TLS 1.2, and old ones accept 3DES and suites without forward secrecy.`,
    fix: 'List the suites with forward secrecy and authenticated encryption. Clients from the last ten years know them.',
    ignore: 'Your policy trusts the defaults of Go, which its authors keep up to date, or `--tls-min-version` demands TLS 1.3.',
  },

  on: component('kubelet'),

  check: program => (valueOf(program.setting('enable-server')) === 'false' ? [] : unlistedCipherSuites(program, 'The kubelet')),
});

export const examples = (): readonly Example[] => [
  {
    title: 'No list',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kubelet --v=2
                ^^^^^^^^^^^^^^^^^^^^^^ The kubelet accepts whatever cipher suites its release of Go does: --tls-cipher-suites is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kubelet --tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,TLS_CHACHA20_POLY1305_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 --v=2
    `,
  },
  {
    title: 'Before the flag came',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStartPre=/usr/bin/wget -N -P /opt/bin https://storage.googleapis.com/kubernetes-release/release/v1.9.6/bin/linux/amd64/kubelet
      ExecStart=/opt/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'A list, whatever is in it',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kubelet --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
];
