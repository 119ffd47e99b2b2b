import { component, defineRule, type Example, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kube-proxy/no-profiling',
  summary: 'kube-proxy should not serve profiles of itself.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  docs: {
    why: `
      \`/debug/pprof\` on the port for metrics shows everyone who reaches it how the program works inside, and a profile that is being taken slows it down.`,
    fix: `
      Leave \`--profiling\` (\`enableProfiling\`) out; set it to true for as long as you look for a fault.`,
    ignore: 'The port for metrics is reachable from the node only, and you trust what runs there.',
  },

  on: component('kube-proxy'),

  check: proxy => wrongSetting(proxy, 'profiling', it => it === 'true', 'kube-proxy serves profiles of itself', 'false'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'In its configuration',
    file: 'var/lib/kube-proxy/config.conf',
    bad: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      enableProfiling: true
                       ^^^^ kube-proxy serves profiles of itself: enableProfiling is true.
    `,
    fixed: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      enableProfiling: false
    `,
  },
  {
    title: 'By a flag',
    file: 'kube-proxy.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --profiling --v=2
                                    ^^^^^^^^^^^ kube-proxy serves profiles of itself: --profiling is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --profiling=false --v=2
    `,
  },
  {
    title: 'Off by default',
    file: 'kube-proxy.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --v=2
    `,
  },
];
