import { component, defineRule, type Example, text, wrongSetting } from '#core';

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

  *check(kubelet) {
    const behavior = kubelet.setting('memorySwap.swapBehavior');
    if (behavior.origin === 'unknown' && kubelet.setting('fail-swap-on').origin !== 'set') return;
    if (behavior.origin === 'set' && behavior.value === 'NoSwap') return;
    yield* wrongSetting(kubelet, 'fail-swap-on', it => it === 'false', 'What Pods keep in memory may go to disk', { choose: 'true' });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Swap is put up with',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --fail-swap-on=false --v=2
                                                ^^^^^ What Pods keep in memory may go to disk: --fail-swap-on is false.
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
                  ^^^^^ What Pods keep in memory may go to disk: --fail-swap-on is false.
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
];
