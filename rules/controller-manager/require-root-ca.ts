import { choice, component, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FLAG = 'root-ca-file';
const FOLDER = '/etc/kubernetes/pki';

export default defineRule({
  id: 'controller-manager/require-root-ca',
  summary: 'The controller manager must know which CA Pods are to trust.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.5'], checkov: ['CKV_K8S_111'], trivy: ['KCV-0037'], kubescape: ['C-0148'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      Pods verify the API server with the CA that the controller manager hands out (\`kube-root-ca.crt\`). Without the flag they get
      what the kubeconfig of the controller manager holds, or nothing; then they cannot tell the API server from an attacker.`,
    fix: 'Set `--root-ca-file`; kubeadm passes `/etc/kubernetes/pki/ca.crt`.',
    ignore: 'Whoever starts the program passes the file in a way that is not written here.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    if (!program.lacks(FLAG)) return;
    yield {
      at: program,
      message: `Pods may get no CA to verify the API server with: --${FLAG} is not set.`,
      fixes: [
        choice(`Set --${FLAG} to ${FOLDER}/ca.crt`, setFlag(program, FLAG, `${FOLDER}/ca.crt`), exposePath(program, FOLDER, 'k8s-certs')),
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
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pods may get no CA to verify the API server with: --root-ca-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true --root-ca-file=/etc/kubernetes/pki/ca.crt
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
