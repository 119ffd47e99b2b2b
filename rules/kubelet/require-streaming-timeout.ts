import { atSetting, component, defineRule, type Example, saidOf, secondsOf, setFlag, suggest, text } from '#core';

const FLAG = 'streaming-connection-idle-timeout';
const FOUR_HOURS = 4 * 60 * 60;

export default defineRule({
  id: 'kubelet/require-streaming-timeout',
  summary: 'The kubelet should close streams that nobody uses.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.5'], checkov: ['CKV_K8S_143'], trivy: ['KCV-0085'], kubescape: ['C-0176'] },
  links: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  docs: {
    why: `
      A stream for \`exec\`, \`attach\` or \`port-forward\` that is left open can be taken over by whoever takes over the machine that it was opened on,
      and streams without end use up the ports of the node.`,
    fix: `
      Leave \`--streaming-connection-idle-timeout\` out, which means four hours, or set it to less. In a KubeletConfiguration,
      0 stands for four hours as well; as a flag, it means never.`,
    ignore: 'Long jobs are watched through such streams.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    const setting = kubelet.setting(FLAG);
    const seconds = setting.origin === 'set' ? secondsOf(setting.value) : undefined;
    if (seconds === undefined || (seconds > 0 && seconds <= FOUR_HOURS)) return;
    yield {
      at: atSetting(kubelet, setting),
      message: `${seconds <= 0 ? 'Streams that nobody uses stay open for ever' : 'Streams that nobody uses stay open for long'}: ${saidOf(FLAG, setting)}.`,
      fixes: [suggest(`Set --${FLAG} to 4h0m0s`, setFlag(kubelet, FLAG, '4h0m0s'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Never',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --streaming-connection-idle-timeout=0 --v=2
                                                                     ^ Streams that nobody uses stay open for ever: --streaming-connection-idle-timeout is 0.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --streaming-connection-idle-timeout=4h0m0s --v=2
    `,
  },
  {
    title: 'A day',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      streamingConnectionIdleTimeout: 24h
                                      ^^^ Streams that nobody uses stay open for long: streamingConnectionIdleTimeout is 24h.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      streamingConnectionIdleTimeout: 4h0m0s
    `,
  },
  {
    title: 'In a file, zero stands for the default',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      streamingConnectionIdleTimeout: 0s
    `,
  },
  {
    title: 'Five minutes',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --streaming-connection-idle-timeout=5m
    `,
  },
];
