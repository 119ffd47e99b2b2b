import { atLeast, component, defineRule, type Example, text, valueOf, wrongSetting } from '#core';

/** Each key, what it leads to, and a release that has it: older ones serve the same, and cannot be told not to. */
const HANDLERS = [
  ['enableProfilingHandler', 'The kubelet serves profiles of itself', '1.21'],
  ['enableDebugFlagsHandler', 'The kubelet lets its callers change how much it logs', '1.21'],
  ['enableSystemLogHandler', 'The kubelet serves what lies in /var/log', '1.20'],
  ['enableSystemLogQuery', 'The kubelet serves the logs of services of the node', '1.27'],
] as const;

export default defineRule({
  id: 'kubelet/no-debug-handlers',
  summary: 'The kubelet should not serve profiles, log levels and logs of the node.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  docs: {
    why: `
      With rights to the node, which \`nodes/proxy\` or \`nodes/log\` give, \`/debug/pprof\` shows how the kubelet works inside and slows it down, \`/debug/flags/v\`
      makes it log what it would not, and \`/logs\` gives out \`/var/log\` of the node.`,
    fix: `
      Set \`enableProfilingHandler\`, \`enableDebugFlagsHandler\` and \`enableSystemLogHandler\` to false, and leave \`enableSystemLogQuery\` out. No flags
      stand for them.`,
    ignore: 'You need them, and few have rights to nodes.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const version = kubelet.version ?? kubernetesVersion;
    if (['enable-server', 'enable-debugging-handlers'].some(it => valueOf(kubelet.setting(it)) === 'false')) return;
    for (const [key, consequence, since] of HANDLERS) {
      if (version === undefined || atLeast(version, since)) yield* wrongSetting(kubelet, key, it => it === 'true', consequence, 'false');
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'On by default',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
            ^^^^^^^^^^^^^^^^^^^^ The kubelet serves profiles of itself: enableProfilingHandler is true by default.
      enableDebugFlagsHandler: false
      enableSystemLogHandler: false
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableDebugFlagsHandler: false
      enableProfilingHandler: false
      enableSystemLogHandler: false
    `,
  },
  {
    title: 'Switched on',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableDebugFlagsHandler: true
                               ^^^^ The kubelet lets its callers change how much it logs: enableDebugFlagsHandler is true.
      enableProfilingHandler: false
      enableSystemLogHandler: true
                              ^^^^ The kubelet serves what lies in /var/log: enableSystemLogHandler is true.
      enableSystemLogQuery: true
                            ^^^^ The kubelet serves the logs of services of the node: enableSystemLogQuery is true.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableDebugFlagsHandler: false
      enableProfilingHandler: false
      enableSystemLogHandler: false
      enableSystemLogQuery: false
    `,
  },
  {
    title: 'Not to be switched off yet, in the release that kubeadm installs',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta1
      kind: ClusterConfiguration
      kubernetesVersion: v1.16.0
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
    `,
  },
  {
    title: 'Off, all of them',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableDebuggingHandlers: false
    `,
  },
];
