import { choice, component, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FLAG = 'service-account-private-key-file';
const FOLDER = '/etc/kubernetes/pki';

export default defineRule({
  id: 'controller-manager/require-service-account-key',
  summary: 'The controller manager must have a key to sign tokens of service accounts with.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.4'], checkov: ['CKV_K8S_110'], trivy: ['KCV-0036'], kubescape: ['C-0147'] },
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#token-controller',
  ],
  docs: {
    why: `
      Without a key the controller manager signs no tokens for Secrets of type \`kubernetes.io/service-account-token\`, and nobody
      revokes those of deleted accounts. Pods have tokens all the same: the API server signs those.`,
    fix: 'Set `--service-account-private-key-file`; kubeadm passes `/etc/kubernetes/pki/sa.key`.',
    ignore: 'Whoever starts the program passes the file in a way that is not written here.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    if (!program.lacks(FLAG)) return;
    yield {
      at: program,
      message: `The controller that signs and revokes tokens in Secrets does not run: --${FLAG} is not set.`,
      fixes: [
        choice(`Set --${FLAG} to ${FOLDER}/sa.key`, setFlag(program, FLAG, `${FOLDER}/sa.key`), exposePath(program, FOLDER, 'k8s-certs')),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Not set',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller that signs and revokes tokens in Secrets does not run: --service-account-private-key-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true --service-account-private-key-file=/etc/kubernetes/pki/sa.key
    `,
  },
  {
    title: 'Set, here by kubeadm',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
