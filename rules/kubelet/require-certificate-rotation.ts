import { component, defineRule, type Example, setFlag, suggest, text, valueOf, weakenedGates } from '#core';

const FLAG = 'rotate-certificates';
const SERVING = 'The kubelet never replaces the certificate it serves with';
/** Source: `pkg/kubelet/apis/config/validation`, ServerTLSBootstrap. */
const REFUSED = 'The kubelet does not start, as --rotate-server-certificates needs this gate';

export default defineRule({
  id: 'kubelet/require-certificate-rotation',
  summary: 'The kubelet must replace its certificates before they run out.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: {
    'cis-1.12': ['4.2.10', '4.2.11'],
    checkov: ['CKV_K8S_149', 'CKV_K8S_150'],
    trivy: ['KCV-0090', 'KCV-0091'],
    kubescape: ['C-0182', 'C-0183'],
  },
  links: ['https://kubernetes.io/docs/tasks/tls/certificate-rotation/'],
  docs: {
    why: `
      A certificate that is not replaced is made to last, and one that a thief has copied lasts as long. Where it does run out,
      the node drops out of the cluster, and the hasty repair tends to be an unsafe one.`,
    fix: 'Set `--rotate-certificates` (`rotateCertificates: true` in a KubeletConfiguration), and leave the gate `RotateKubeletServerCertificate` on.',
    ignore: 'Something else on the node replaces the certificates.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const asks = valueOf(kubelet.setting('rotate-server-certificates')) === 'true';
    yield* weakenedGates(kubelet, kubelet.version ?? kubernetesVersion, {
      'RotateKubeletServerCertificate=false': [asks ? REFUSED : SERVING],
    });
    const rotate = kubelet.setting(FLAG);
    const bootstrap = kubelet.setting('bootstrap-kubeconfig');
    const isOff = rotate.origin === 'set' && rotate.value === 'false';
    // Only certificates that the cluster gave in the first place can be asked for again.
    if (!isOff && !(rotate.origin === 'default' && rotate.value === 'false' && bootstrap.origin === 'set' && bootstrap.value !== ''))
      return;
    yield {
      at: rotate.origin === 'set' ? { ...rotate.at, place: rotate.at.valuePlace } : kubelet,
      message: `The kubelet's client certificate runs out and is not replaced: --${FLAG} is ${isOff ? 'false' : 'not set'}.`,
      fixes: [suggest(`Set --${FLAG} to true`, setFlag(kubelet, FLAG, 'true'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Asked for once, and never again',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap.conf --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet's client certificate runs out and is not replaced: --rotate-certificates is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap.conf --kubeconfig=/etc/kubernetes/kubelet.conf --rotate-certificates=true
    `,
  },
  {
    title: 'Switched off, for both certificates',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=RotateKubeletServerCertificate=false --rotate-certificates=false
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet never replaces the certificate it serves with: --feature-gates has RotateKubeletServerCertificate=false.
                                                                                                            ^^^^^ The kubelet's client certificate runs out and is not replaced: --rotate-certificates is false.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --rotate-certificates=true
    `,
  },
  {
    title: 'Asked for, with a gate that is off',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        RotateKubeletServerCertificate: false
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet does not start, as serverTLSBootstrap needs this gate: featureGates has RotateKubeletServerCertificate=false.
      serverTLSBootstrap: true
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      serverTLSBootstrap: true
    `,
  },
  {
    title: 'Replaced',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap.conf --rotate-certificates
    `,
  },
];
