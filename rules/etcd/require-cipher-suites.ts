import { component, defineRule, type Example, text, unlistedCipherSuites } from '#core';

export default defineRule({
  id: 'etcd/require-cipher-suites',
  summary: 'etcd must be told which cipher suites to accept.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      Without a list, the release of Go that the program was built with decides. Current releases still accept CBC suites
      with TLS 1.2, and old ones accept 3DES and suites without forward secrecy.`,
    fix: 'List the suites with forward secrecy and authenticated encryption. Clients from the last ten years know them.',
    ignore: 'Your policy trusts the defaults of Go, which its authors keep up to date, or `--tls-min-version` demands TLS 1.3.',
  },

  on: component('etcd'),

  check: program => unlistedCipherSuites(program, 'etcd'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'No list',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --key-file=s.key
                ^^^^^^^^^^^^^^^^^^^ etcd accepts whatever cipher suites its release of Go does: --cipher-suites is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --cipher-suites=TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,TLS_CHACHA20_POLY1305_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 --key-file=s.key
    `,
  },
  {
    title: 'No TLS, no cipher suites',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first
    `,
  },
  {
    title: 'TLS 1.3 only, whose suites are all strong',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --key-file=s.key --tls-min-version=TLS1.3
    `,
  },
  {
    title: 'A release that does not know the names of newer suites',
    file: 'manifests/etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
      spec:
        containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.4.13-0
          command:
          - etcd
            ^^^^ etcd accepts whatever cipher suites its release of Go does: --cipher-suites is not set.
          - --cert-file=s.crt
          - --key-file=s.key
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
      spec:
        containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.4.13-0
          command:
          - etcd
          - --cert-file=s.crt
          - --cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
          - --key-file=s.key
    `,
  },
  {
    title: 'A list, whatever is in it',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
];
