import { atLeast, component, defineRule, type Example, startsWithoutFlags, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/require-pod-pids-limit',
  summary: 'The kubelet should limit the processes of a Pod.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.13'], kubescape: ['C-0284'] },
  links: ['https://kubernetes.io/docs/concepts/policy/pid-limiting/'],
  docs: {
    why: `
      A Pod that starts processes without end, by fault or on purpose, uses up those of the whole node: its neighbours, and then the node, stop.`,
    fix: `
      Set \`--pod-max-pids\` (\`podPidsLimit\`) to more than your largest Pod needs; some hundreds to some thousands are usual.`,
    ignore: 'Each node runs Pods of one owner only.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const version = kubelet.version ?? kubernetesVersion;
    // Before 1.14 it takes a gate, and before 1.10 there is no such flag.
    if (startsWithoutFlags(kubelet) || (version !== undefined && !atLeast(version, '1.14'))) return;
    yield* wrongSetting(kubelet, 'pod-max-pids', it => /^(?:-\d+|0+)$/.test(it ?? ''), 'One Pod may use up the processes of the node', {
      choose: '4096',
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No limit by default',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ One Pod may use up the processes of the node: --pod-max-pids is -1 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --pod-max-pids=4096
    `,
  },
  {
    title: 'No limit',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podPidsLimit: -1
                    ^^ One Pod may use up the processes of the node: podPidsLimit is -1.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podPidsLimit: 4096
    `,
  },
  {
    title: 'A limit',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podPidsLimit: 1024
    `,
  },
  {
    title: 'Not there yet',
    file: 'kubelet.service',
    kubernetesVersion: '1.9',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
];
