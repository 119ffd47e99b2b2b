import { atLeast, choice, component, defineRule, elementsOf, type Example, missingFlags, releaseOf, setFlag, serves, text } from '#core';

const FLAGS = ['tls-cert-file', 'tls-private-key-file'];
const ROTATE = 'rotate-server-certificates';

export default defineRule({
  id: 'kubelet/require-serving-certificate',
  summary: 'The kubelet must serve with a certificate that the API server can verify.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.9'], checkov: ['CKV_K8S_148'], trivy: ['KCV-0088', 'KCV-0089'], kubescape: ['C-0181'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation'],
  docs: {
    why: `
      Without a certificate the kubelet signs one for itself, which nobody can tell from an attacker's. Whoever stands between
      then sees what \`kubectl exec\` and \`logs\` carry, and types along.`,
    fix: `
      Set \`--${ROTATE}\` (\`serverTLSBootstrap: true\` in a KubeletConfiguration), so that the kubelet asks the cluster for a
      certificate. Someone must approve these requests: without that the kubelet has no certificate at all, and logs and exec fail.`,
    ignore: 'API server and kubelets talk through a tunnel that nobody else is in.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    // A certificate may lie ready in a directory that was chosen on purpose.
    if (!kubelet.lacks('cert-dir') || !serves(kubelet)) return;
    const [missing] = missingFlags(kubelet, ...FLAGS);
    const rotate = kubelet.setting(ROTATE);
    if (missing === undefined || rotate.origin === 'unknown' || rotate.value === 'true') return;
    const version = releaseOf(kubelet, kubernetesVersion);
    // Until then a gate is needed, which did it alone at first.
    const isOld = version !== undefined && !atLeast(version, '1.12');
    if (isOld && elementsOf(kubelet.setting('feature-gates')).some(it => it.text.startsWith('RotateKubeletServerCertificate'))) return;
    yield {
      at: kubelet,
      message: `The kubelet signs a certificate for itself: ${isOld ? `--${missing} is not` : `neither --${missing} nor --${ROTATE} is`} set.`,
      cause: 'The kubelet has no certificates to go by',
      fixes: isOld ? [] : [choice(`Set --${ROTATE} to true (someone must approve the requests)`, setFlag(kubelet, ROTATE, 'true'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No certificate',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet signs a certificate for itself: neither --tls-cert-file nor --rotate-server-certificates is set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --rotate-server-certificates=true
    `,
  },
  {
    title: 'No certificate, and not yet one from the cluster',
    file: 'kubelet.service',
    kubernetesVersion: '1.9',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet signs a certificate for itself: --tls-cert-file is not set.
    `,
  },
  {
    title: 'A certificate of its own',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --tls-cert-file=/etc/ssl/node.crt --tls-private-key-file=/etc/ssl/node.key
    `,
  },
  {
    title: 'A certificate from the cluster',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --rotate-server-certificates
    `,
  },
];
