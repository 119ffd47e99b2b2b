import { choice, component, defineRule, type Example, missingFlags, setFlag, serves, text } from '#core';

const FLAG = 'client-ca-file';
const FILE = '/etc/kubernetes/pki/ca.crt';

export default defineRule({
  id: 'kubelet/require-client-ca',
  summary: 'The kubelet must know which CA signs the certificates of its clients.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['4.2.3'], checkov: ['CKV_K8S_140'], trivy: ['KCV-0081'], kubescape: ['C-0174', 'C-0070'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication'],
  docs: {
    why: `
      A kubelet without \`--${FLAG}\` cannot tell the API server from anyone else by its certificate. For logs and
      \`kubectl exec\` to work, it must then let anonymous requests run commands in its containers.`,
    fix: 'Point it at the CA that signed the certificate in `--kubelet-client-certificate` of the API server; in a KubeletConfiguration that is `authentication.x509.clientCAFile`.',
    ignore: 'The API server comes with a token, and `--authentication-token-webhook` is set.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (!missingFlags(kubelet, FLAG).length || !serves(kubelet)) return;
    yield {
      at: kubelet,
      message: `The kubelet cannot tell the API server from anyone else by its certificate: --${FLAG} is not set.`,
      cause: 'The kubelet has no certificates to go by',
      fixes: [choice(`Set --${FLAG} to ${FILE}`, setFlag(kubelet, FLAG, FILE))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No CA',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet cannot tell the API server from anyone else by its certificate: --client-ca-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --client-ca-file=/etc/kubernetes/pki/ca.crt --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'Named',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --client-ca-file=/etc/kubernetes/pki/ca.crt
    `,
  },
  {
    title: 'Not known: kubeadm adds the flags with a drop-in',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet
    `,
  },
  {
    title: 'Not known: the configuration file may name it',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml
    `,
  },
];
