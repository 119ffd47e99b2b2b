import { component, defineRule, type Example, isLoopback, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kube-proxy/no-exposed-metrics',
  summary: 'kube-proxy must serve metrics on its own node only.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['4.3.1'], kubescape: ['C-0291'] },
  links: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  docs: {
    why: `
      The port for metrics knows neither TLS nor authentication. On an address of the network it tells everyone about Services and traffic of the
      node, and with \`enableProfiling\` how the program works inside.`,
    fix: `
      Leave \`--metrics-bind-address\` (\`metricsBindAddress\`) out, which means 127.0.0.1:10249, and let something on the node pass the metrics on.`,
    ignore: 'Monitoring from outside of the node needs the port, and a firewall lets nobody else reach it.',
  },

  on: component('kube-proxy'),

  *check(proxy) {
    const isOpen = (it: string | undefined): boolean => it !== undefined && /^[[\]\w.:-]+$/.test(it) && !isLoopback(hostOf(it));
    yield* wrongSetting(proxy, 'metrics-bind-address', isOpen, 'Metrics are served to the network, without TLS', '127.0.0.1:10249');
  },
});

/** Without the port, and the brackets of IPv6. */
const hostOf = (address: string): string =>
  /^\[([^\]]*)\]/.exec(address)?.[1] ?? (/^[^:]*(?=:\d*$)/.exec(address)?.[0] ?? address).toLowerCase();

export const examples = (): readonly Example[] => [
  {
    title: 'On every interface',
    file: 'var/lib/kube-proxy/config.conf',
    bad: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      metricsBindAddress: 0.0.0.0:10249
                          ^^^^^^^^^^^^^ Metrics are served to the network, without TLS: metricsBindAddress is 0.0.0.0:10249.
    `,
    fixed: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      metricsBindAddress: 127.0.0.1:10249
    `,
  },
  {
    title: 'By a flag',
    file: 'kube-proxy.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --metrics-bind-address=[::]:10249 --v=2
                                                           ^^^^^^^^^^ Metrics are served to the network, without TLS: --metrics-bind-address is [::]:10249.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --metrics-bind-address=127.0.0.1:10249 --v=2
    `,
  },
  {
    title: 'Empty text stands for the default',
    file: 'var/lib/kube-proxy/config.conf',
    good: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      metricsBindAddress: ""
    `,
  },
  {
    title: 'On the node',
    file: 'kube-proxy.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --metrics-bind-address=127.0.0.1
    `,
  },
];
