import { component, defineRule, elementsOf, type Example, startsWithoutFlags, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/require-kernel-defaults',
  summary: 'The kubelet should not change kernel parameters of the node.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_144'], trivy: ['KCV-0083'], kubescape: ['C-0177'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      Where parameters of the kernel differ from what the kubelet wants, it sets them: what somebody hardened on purpose is undone without a word.`,
    fix: `
      Set \`--protect-kernel-defaults\` (\`protectKernelDefaults: true\`), and the parameters as the kubelet wants them: \`vm.overcommit_memory=1\`,
      \`vm.panic_on_oom=0\`, \`kernel.panic=10\`, \`kernel.panic_on_oops=1\`, \`kernel.keys.root_maxkeys=1000000\`, \`kernel.keys.root_maxbytes=25000000\`.
      Otherwise the kubelet does not start.`,
    ignore: 'Nobody sets these parameters by hand.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (startsWithoutFlags(kubelet)) return;
    // In a user namespace it may not change them, and goes on without.
    if (elementsOf(kubelet.setting('feature-gates')).some(it => /^KubeletInUserNamespace *= *(?:true|t|1)$/i.test(it.text))) return;
    yield* wrongSetting(kubelet, 'protect-kernel-defaults', it => it === 'false', 'The kubelet may change kernel parameters of the node', {
      choose: 'true',
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet may change kernel parameters of the node: --protect-kernel-defaults is false by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --protect-kernel-defaults=true
    `,
  },
  {
    title: 'Off',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      protectKernelDefaults: false
                             ^^^^^ The kubelet may change kernel parameters of the node: protectKernelDefaults is false.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      protectKernelDefaults: true
    `,
  },
  {
    title: 'Run by a user who may not',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        KubeletInUserNamespace: true
    `,
  },
  {
    title: 'On',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      protectKernelDefaults: true
    `,
  },
];
