import { atLeast, atSetting, component, defineRule, type Example, isLoopback, setFlag, suggest, text, valueOf, wrongSetting } from '#core';

const OPEN = 'What the scheduler tells about itself is served to the network, without TLS';

export default defineRule({
  id: 'scheduler/no-insecure-port',
  summary: 'The scheduler must not serve its port without TLS to the network.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.23.md'],
  docs: {
    why: `
      Up to Kubernetes 1.22 the scheduler also serves health, metrics and profiles on port 10251, without TLS or credentials, to everyone who reaches it.`,
    fix: `
      Set \`--port=0\`, or \`healthzBindAddress\` and \`metricsBindAddress\` of its configuration to an address of loopback; probes then ask the secure port 10259.
      Take both away when the cluster is at 1.23, which has that port no more.`,
    ignore: 'A load balancer asks the port, and a firewall lets nobody else reach it.',
  },

  on: component('kube-scheduler'),

  *check(scheduler, { kubernetesVersion }) {
    const version = scheduler.version ?? kubernetesVersion;
    if (atLeast(version, '1.23')) return;
    for (const key of ['healthzBindAddress', 'metricsBindAddress']) yield* wrongSetting(scheduler, key, isOpen, OPEN, '127.0.0.1:10251');
    // With a configuration, the file decides.
    const port = scheduler.setting('port');
    if (!scheduler.lacks('config') || (scheduler.lacks('port') ? version === undefined : /^0*$/.test(valueOf(port) ?? ''))) return;
    const address = scheduler.setting('address');
    const isUnset = scheduler.lacks('address');
    if (!isUnset && !isOpen(valueOf(address))) return;
    yield {
      at: atSetting(scheduler, address),
      message: `${OPEN}: --address is ${isUnset ? '0.0.0.0 by default' : valueOf(address)}.`,
      fixes: [suggest('Set --address to 127.0.0.1', setFlag(scheduler, 'address', '127.0.0.1'))],
    };
  },
});

/** An address, with or without a port; port 0 is none. */
function isOpen(address: string | undefined): boolean {
  const [, host = '', port = ''] = /^(.*?)(?::(\d*))?$/.exec(address ?? '') ?? [];
  return host !== '' && !/^0+$/.test(port) && !isLoopback(host.replace(/^\[(.*)\]$/, '$1').toLowerCase());
}

export const examples = (): readonly Example[] => [
  {
    title: 'On every interface by default',
    file: 'kube-scheduler.service',
    kubernetesVersion: '1.21',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --v=2
                ^^^^^^^^^^^^^^^^^^^^^^^ What the scheduler tells about itself is served to the network, without TLS: --address is 0.0.0.0 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --address=127.0.0.1 --v=2
    `,
  },
  {
    title: 'In its configuration',
    file: 'etc/kubernetes/scheduler.yaml',
    bad: text`
      apiVersion: kubescheduler.config.k8s.io/v1beta1
      kind: KubeSchedulerConfiguration
      healthzBindAddress: 0.0.0.0:10251
                          ^^^^^^^^^^^^^ What the scheduler tells about itself is served to the network, without TLS: healthzBindAddress is 0.0.0.0:10251.
    `,
    fixed: text`
      apiVersion: kubescheduler.config.k8s.io/v1beta1
      kind: KubeSchedulerConfiguration
      healthzBindAddress: 127.0.0.1:10251
    `,
  },
  {
    title: 'Off',
    file: 'kube-scheduler.service',
    kubernetesVersion: '1.21',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --port=0
    `,
  },
  {
    title: 'No longer there',
    file: 'kube-scheduler.service',
    kubernetesVersion: '1.30',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --v=2
    `,
  },
];
