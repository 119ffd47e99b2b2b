import { component, defineRule, type Example, releaseOf, text, weakenedGates } from '#core';

export default defineRule({
  id: 'controller-manager/no-disabled-certificate-rotation',
  summary: 'The controller manager should not have the gate for replacing serving certificates of kubelets off.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.6'], checkov: ['CKV_K8S_112'], trivy: ['KCV-0038'], kubescape: ['C-0149'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation'],
  docs: {
    why: `
      With \`RotateKubeletServerCertificate\` kubelets ask for a new serving certificate before the old one runs out. The gate is on by default, and whoever
      switches it off for one program tends to switch it off for all: then certificates are made to last, and a stolen one lasts as long.`,
    fix: 'Take the gate out of `--feature-gates`. Nothing else has to be set: since Kubernetes 1.12 it is on by default.',
    ignore: 'Something else replaces the serving certificates of kubelets.',
  },

  on: component('kube-controller-manager'),

  check: (program, { kubernetesVersion }) =>
    weakenedGates(program, releaseOf(program, kubernetesVersion), {
      'RotateKubeletServerCertificate=false': ['The gate with which kubelets replace their serving certificates is off'],
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off',
    file: 'args/kube-controller-manager',
    bad: text`
      --feature-gates=RotateKubeletServerCertificate=False
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The gate with which kubelets replace their serving certificates is off: --feature-gates has RotateKubeletServerCertificate=False.
      --leader-elect=true
    `,
    fixed: text`
      --leader-elect=true
    `,
  },
  {
    title: 'On, by default and in so many words',
    file: 'args/kube-controller-manager',
    good: text`
      --feature-gates=RotateKubeletServerCertificate=true
    `,
  },
];
