import { choice, component, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FOLDER = '/etc/kubernetes/pki';
const FILES = { 'tls-cert-file': `${FOLDER}/apiserver.crt`, 'tls-private-key-file': `${FOLDER}/apiserver.key` } as const;

export default defineRule({
  id: 'apiserver/require-serving-certificate',
  summary: 'The API server must serve with a certificate that its clients can verify.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.24'], checkov: ['CKV_K8S_100'], trivy: ['KCV-0027'], kubescape: ['C-0138'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      Without \`--tls-cert-file\` and \`--tls-private-key-file\` the API server signs a certificate for itself. No client can
      tell it from an attacker's, so clients are told not to verify, and then whoever stands between reads their tokens.`,
    fix: 'Give it a certificate that the cluster CA signed, for every name and address clients use.',
    ignore: 'TLS ends at a proxy on the same machine, and nothing else reaches the port.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    // A certificate may lie ready in a directory that was chosen on purpose.
    if (!apiserver.lacks('cert-dir')) return;
    const missing = Object.entries(FILES).filter(([flag]) => apiserver.lacks(flag));
    const [first] = missing;
    if (!first) return;
    yield {
      at: apiserver,
      message:
        missing.length === 2
          ? 'The API server signs a certificate for itself: --tls-cert-file is not set.'
          : `The API server does not start: --${first[0]} is not set, and certificate and key need each other.`,
      fixes: [
        choice(
          `Serve with ${missing.map(([, file]) => file).join(' and ')}`,
          ...missing.map(([flag, file]) => setFlag(apiserver, flag, file)),
          exposePath(apiserver, FOLDER, 'k8s-certs'),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No certificate',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server signs a certificate for itself: --tls-cert-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443 --tls-cert-file=/etc/kubernetes/pki/apiserver.crt --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
    `,
  },
  {
    title: 'A certificate without its key',
    file: 'args/kube-apiserver',
    bad: text`
      --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --tls-private-key-file is not set, and certificate and key need each other.
    `,
    fixed: text`
      --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
      --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
    `,
  },
  {
    title: 'A certificate, or a directory with one',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --cert-dir=/var/lib/kubernetes/tls
    `,
  },
];
