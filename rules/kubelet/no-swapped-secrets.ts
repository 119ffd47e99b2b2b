import { atLeast, component, defineRule, type Example, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/no-swapped-secrets',
  summary: 'The kubelet should not let what Pods keep in memory go to disk.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/'],
  docs: {
    why: `
      Secrets lie in memory on a node, not on disk. With swap that is not encrypted they may get there all the same, on kernels before 6.3 those that are
      mounted as files too, and stay when the machine is thrown away.`,
    fix: `
      Turn swap off on the node and set \`--fail-swap-on\` (\`failSwapOn\`) to true, or encrypt the swap.`,
    ignore: 'The swap of the nodes is encrypted, or there is none.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const version = kubelet.version ?? kubernetesVersion;
    const behavior = kubelet.setting('memorySwap.swapBehavior');
    if (behavior.origin === 'unknown') return;
    if ('value' in behavior && behavior.value === 'NoSwap') return;
    // Where nothing is said of it, Pods do not use swap since 1.30.
    const isUsed = behavior.origin === 'set' && behavior.value !== '';
    if (!isUsed && atLeast(version, '1.30')) return;
    const consequence =
      isUsed || version !== undefined
        ? 'What Pods keep in memory may go to disk'
        : 'Up to Kubernetes 1.29, what Pods keep in memory may go to disk';
    yield* wrongSetting(kubelet, 'fail-swap-on', it => it === 'false', consequence, { choose: 'true' });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Swap is put up with',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --fail-swap-on=false --v=2
                                                ^^^^^ Up to Kubernetes 1.29, what Pods keep in memory may go to disk: --fail-swap-on is false.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --fail-swap-on=true --v=2
    `,
  },
  {
    title: 'Swap is used',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: false
                  ^^^^^ What Pods keep in memory may go to disk: failSwapOn is false.
      memorySwap:
        swapBehavior: LimitedSwap
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: true
      memorySwap:
        swapBehavior: LimitedSwap
    `,
  },
  {
    title: 'Swap is there, and Pods do not use it',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: false
      memorySwap:
        swapBehavior: NoSwap
    `,
  },
  {
    title: 'Swap is there, and Pods do not use it by default',
    file: 'var/lib/kubelet/config.yaml',
    kubernetesVersion: '1.30',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: false
    `,
  },
  {
    title: 'Swap is there, and Pods use what the node has',
    file: 'var/lib/kubelet/config.yaml',
    kubernetesVersion: '1.29',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: false
                  ^^^^^ What Pods keep in memory may go to disk: failSwapOn is false.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: true
    `,
  },
];
