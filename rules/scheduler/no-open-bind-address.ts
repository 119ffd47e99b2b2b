import { component, defineRule, type Example, openBindAddress, text } from '#core';

export default defineRule({
  id: 'scheduler/no-open-bind-address',
  summary: 'The scheduler should listen on the loopback interface only.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.4.2'], checkov: ['CKV_K8S_115'], trivy: ['KCV-0041'], kubescape: ['C-0152'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/'],
  docs: {
    why: `
      The port answers health checks to everyone, and metrics and profiles to those who may. Nobody on other machines needs it,
      unless metrics are collected from there.`,
    fix: 'Set `--bind-address=127.0.0.1`, as kubeadm does. Probes of static Pods with `host: 127.0.0.1` go on working.',
    ignore: 'Metrics are collected from other machines, which sign in with a token.',
  },

  on: component('kube-scheduler'),

  check: (program, { kubernetesVersion }) => openBindAddress(program, 'The scheduler', kubernetesVersion),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everywhere by default',
    file: 'kube-scheduler.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-scheduler --leader-elect=true
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The scheduler can be reached from other machines: --bind-address is 0.0.0.0 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-scheduler --bind-address=127.0.0.1 --leader-elect=true
    `,
  },
  {
    title: 'Said so',
    file: 'args/kube-scheduler',
    bad: text`
      --bind-address=0.0.0.0
                     ^^^^^^^ The scheduler can be reached from other machines: --bind-address is 0.0.0.0.
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
    title: 'No port at all',
    file: 'args/kube-scheduler',
    good: text`
      --bind-address=0.0.0.0
      --secure-port=0
    `,
  },
];
