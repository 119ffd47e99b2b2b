import { component, defineRule, type Example, text, weakCipherSuites } from '#core';

export default defineRule({
  id: 'apiserver/no-weak-cipher-suites',
  summary: 'The API server must accept strong cipher suites only.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.29'], checkov: ['CKV_K8S_105'], kubescape: ['C-0143', 'C-0277'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
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

  on: component('kube-apiserver'),

  check: program => weakCipherSuites(program, 'The API server'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two weak suites among strong ones',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server accepts TLS_RSA_WITH_AES_128_GCM_SHA256, which has no forward secrecy.
                                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server accepts TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, which uses CBC, a mode that was attacked more than once.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    `,
  },
  {
    title: 'None is strong',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
          - "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA"
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server accepts TLS_ECDHE_RSA_WITH_RC4_128_SHA, which uses RC4 and so can be broken.
                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server accepts TLS_RSA_WITH_3DES_EDE_CBC_SHA, which uses 3DES and so gives long sessions away.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
          - "--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,TLS_CHACHA20_POLY1305_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    `,
  },
  {
    title: 'Names from OpenSSL',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          tls-cipher-suites: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE-RSA-AES256-GCM-SHA384"
                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: it knows no cipher suite "ECDHE-RSA-AES256-GCM-SHA384".
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          tls-cipher-suites: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    `,
  },
  {
    title: 'Strong ones, the two names of one included',
    file: 'args/kube-apiserver',
    good: text`
      --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256
      --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    `,
  },
];
