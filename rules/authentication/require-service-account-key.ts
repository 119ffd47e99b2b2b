import { choice, component, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FLAG = 'service-account-key-file';
const FOLDER = '/etc/kubernetes/pki';

export default defineRule({
  id: 'authentication/require-service-account-key',
  summary: 'Tokens of service accounts must be verified with a key of their own.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.22'], checkov: ['CKV_K8S_97'], trivy: ['KCV-0025'], kubescape: ['C-0136'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  docs: {
    why: `
      Without \`--service-account-key-file\` the API server verifies tokens with the key of its serving certificate. Renewing that
      certificate with a new key then invalidates all tokens, and who steals the one key can forge them.`,
    fix: 'Generate a key pair for tokens alone, and give the public key to every API server.',
    ignore: 'Whoever starts the program passes the key in a way that is not written here.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!apiserver.lacks(FLAG) || !apiserver.lacks('service-account-signing-endpoint')) return;
    yield {
      at: apiserver,
      message: `Tokens of service accounts are verified with the key of the serving certificate: --${FLAG} is not set.`,
      fixes: [
        choice(
          `Set --${FLAG} to ${FOLDER}/sa.pub`,
          setFlag(apiserver, FLAG, `${FOLDER}/sa.pub`),
          exposePath(apiserver, FOLDER, 'k8s-certs'),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No key',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens of service accounts are verified with the key of the serving certificate: --service-account-key-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443 --service-account-key-file=/etc/kubernetes/pki/sa.pub
    `,
  },
  {
    title: 'A key, here passed by kubeadm',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
