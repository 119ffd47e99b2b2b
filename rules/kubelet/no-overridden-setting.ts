import { component, defineRule, type Example, overriddenSettings, text } from '#core';

export default defineRule({
  id: 'kubelet/no-overridden-setting',
  summary: 'What the kubelet does not heed should not be written.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      A flag outranks the KubeletConfiguration that \`--config\` names. Whoever reads or hardens the file believes what it says, and the kubelet does otherwise.`,
    fix: `
      Take away the key that has no effect, or the flag: the flags are deprecated, and the file is the place for settings.`,
    ignore: 'Both say the same on purpose, while you move from flags to the file.',
  },

  on: component('kubelet'),

  check: kubelet => overriddenSettings(kubelet, 'The kubelet'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'kubeadm passes a flag, and writes the file',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: InitConfiguration
      nodeRegistration:
        kubeletExtraArgs:
          read-only-port: "0"
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 10255
      ^^^^^^^^^^^^^^^^^^^ The kubelet does not heed readOnlyPort: --read-only-port says 0, and outranks it.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: InitConfiguration
      nodeRegistration:
        kubeletExtraArgs:
          read-only-port: "0"
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
    `,
  },
  {
    title: 'Nothing is written twice',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
];
