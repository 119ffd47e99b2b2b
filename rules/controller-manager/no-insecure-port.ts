import { atLeast, atSetting, component, defineRule, type Example, isLoopback, releaseOf, setFlag, suggest, text, valueOf } from '#core';

/** These pass no address to the program. */
const AS_IS: readonly string[] = ['kubeadm', 'kind'];

export default defineRule({
  id: 'controller-manager/no-insecure-port',
  summary: 'The controller manager must not serve its port without TLS to the network.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.22.md'],
  docs: {
    why: `
      Up to Kubernetes 1.21 the controller manager also serves health, metrics and profiles on port 10252, without TLS or credentials, to everyone who reaches it.`,
    fix: `
      Set \`--port=0\`, and let probes ask the secure port 10257. Take the flag away when the cluster is at 1.22, where it has no effect, or 1.24, which does not start with it.`,
    ignore: 'A load balancer asks the port, and a firewall lets nobody else reach it.',
  },

  on: component('kube-controller-manager'),

  *check(program, { kubernetesVersion }) {
    const version = releaseOf(program, kubernetesVersion);
    const port = program.setting('port');
    if (atLeast(version, '1.22') || (program.lacks('port') ? version === undefined : /^0*$/.test(valueOf(port) ?? ''))) return;
    const address = program.setting('address');
    const isUnset = program.lacks('address');
    const host = valueOf(address)?.trim();
    // k3s, for one, names the loopback address, in releases that are not known here.
    if (isUnset && program.distribution !== undefined && !AS_IS.includes(program.distribution)) return;
    if (!isUnset && (host === undefined || isLoopback(host.replace(/^\[(.*)\]$/, '$1')))) return;
    yield {
      at: atSetting(program, address),
      message: `${version === undefined ? 'Up to Kubernetes 1.21, what' : 'What'} the controller manager tells about itself is served to the network, without TLS: --address is ${isUnset ? '0.0.0.0 by default' : host}.`,
      fixes: [suggest('Set --address to 127.0.0.1', setFlag(program, 'address', '127.0.0.1'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'On every interface by default',
    file: 'kube-controller-manager.service',
    kubernetesVersion: '1.21',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --v=2
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ What the controller manager tells about itself is served to the network, without TLS: --address is 0.0.0.0 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --address=127.0.0.1 --v=2
    `,
  },
  {
    title: 'On an address of the network',
    file: 'kube-controller-manager.service',
    kubernetesVersion: '1.18',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --address=10.0.0.4
                                                           ^^^^^^^^ What the controller manager tells about itself is served to the network, without TLS: --address is 10.0.0.4.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --address=127.0.0.1
    `,
  },
  {
    title: 'In a release that is not stated',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --port=10252
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Up to Kubernetes 1.21, what the controller manager tells about itself is served to the network, without TLS: --address is 0.0.0.0 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --address=127.0.0.1 --port=10252
    `,
  },
  {
    title: 'Off',
    file: 'kube-controller-manager.service',
    kubernetesVersion: '1.21',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --port=0
    `,
  },
  {
    title: 'Under k3s, which keeps the port to its node',
    file: 'etc/rancher/k3s/config.yaml',
    kubernetesVersion: '1.20',
    good: text`
      kube-controller-manager-arg: [v=2]
    `,
  },
  {
    title: 'No longer there',
    file: 'kube-controller-manager.service',
    kubernetesVersion: '1.22',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-controller-manager --v=2
    `,
  },
];
