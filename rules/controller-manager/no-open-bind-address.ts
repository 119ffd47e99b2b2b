import { component, defineRule, type Example, openBindAddress, text } from '#core';

export default defineRule({
  id: 'controller-manager/no-open-bind-address',
  summary: 'The controller manager should listen on the loopback interface only.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.7'], checkov: ['CKV_K8S_113'], trivy: ['KCV-0039'], kubescape: ['C-0150'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      The port answers health checks to everyone, and metrics and profiles to those who may. Nobody on other machines needs it,
      unless metrics are collected from there.`,
    fix: 'Set `--bind-address=127.0.0.1`, as kubeadm does. Probes of static Pods with `host: 127.0.0.1` go on working.',
    ignore: 'Metrics are collected from other machines, which sign in with a token.',
  },

  on: component('kube-controller-manager'),

  check: (program, { kubernetesVersion }) => openBindAddress(program, 'The controller manager', kubernetesVersion),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everywhere by default',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager can be reached from other machines: --bind-address is 0.0.0.0 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --bind-address=127.0.0.1 --leader-elect=true
    `,
  },
  {
    title: 'Said so',
    file: 'args/kube-controller-manager',
    bad: text`
      --bind-address=0.0.0.0
                     ^^^^^^^ The controller manager can be reached from other machines: --bind-address is 0.0.0.0.
      --leader-elect=true
    `,
    fixed: text`
      --bind-address=127.0.0.1
      --leader-elect=true
    `,
  },
  {
    title: 'The node alone, or what kubeadm passes',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
  {
    title: 'Before the flag came',
    file: 'kube-controller-manager.service',
    good: text`
      [Service]
      ExecStartPre=/usr/bin/wget -N -P /opt/bin https://storage.googleapis.com/kubernetes-release/release/v1.9.6/bin/linux/amd64/kube-controller-manager
      ExecStart=/opt/bin/kube-controller-manager --master=10.0.0.4:8080
    `,
  },
];
