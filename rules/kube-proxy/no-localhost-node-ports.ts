import { atLeast, type Component, component, defineRule, type Example, text, valueOf, wrongSetting } from '#core';

const FLAG = 'iptables-localhost-nodeports';

export default defineRule({
  id: 'kube-proxy/no-localhost-node-ports',
  summary: 'kube-proxy should not serve NodePorts on loopback.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  docs: {
    why: `
      For that, kube-proxy sets \`route_localnet\`, with which packets from other machines may reach addresses of loopback. Programs that listen there
      believe that only the node can talk to them (CVE-2020-8558). The kubelet and kube-proxy keep a rule of iptables against it, which whatever else manages
      the firewall may take away.`,
    fix: `
      Set \`--iptables-localhost-nodeports=false\` (\`iptables.localhostNodePorts: false\`).`,
    ignore: 'Something on the nodes reaches a NodePort at 127.0.0.1, such as a registry for images.',
  },

  on: component('kube-proxy'),

  *check(proxy, { kubernetesVersion }) {
    const setting = proxy.setting(FLAG);
    const isThere = setting.origin === 'set' || atLeast(proxy.version ?? kubernetesVersion, '1.26');
    if (!isThere || !servesLoopback(proxy)) return;
    yield* wrongSetting(
      proxy,
      FLAG,
      it => it === 'true',
      'NodePorts are served on loopback, and a rule of iptables alone keeps other machines out',
      {
        choose: 'false',
      },
    );
  },
});

/** Only with iptables, and where NodePorts have addresses of loopback at all. Source: `pkg/proxy/iptables/proxier.go`, ContainsIPv4Loopback. */
function servesLoopback(proxy: Component): boolean {
  const [mode, addresses] = [proxy.setting('proxy-mode'), proxy.setting('nodeport-addresses')];
  if (mode.origin === 'unknown' || !['', 'iptables'].includes(mode.value ?? '') || addresses.origin === 'unknown') return false;
  const ranges = valueOf(addresses)?.trim() ?? '';
  return /^(?:\[\])?$|(?:^|[\s,"])(?:127\.|0\.0\.0\.0\/0)/.test(ranges);
}

export const examples = (): readonly Example[] => [
  {
    title: 'Switched on',
    file: 'var/lib/kube-proxy/config.conf',
    bad: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      iptables:
        localhostNodePorts: true
                            ^^^^ NodePorts are served on loopback, and a rule of iptables alone keeps other machines out: iptables.localhostNodePorts is true.
    `,
    fixed: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      iptables:
        localhostNodePorts: false
    `,
  },
  {
    title: 'By default since 1.26',
    file: 'kube-proxy.service',
    kubernetesVersion: '1.30',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --v=2
                ^^^^^^^^^^^^^^^^^^^ NodePorts are served on loopback, and a rule of iptables alone keeps other machines out: --iptables-localhost-nodeports is true by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --iptables-localhost-nodeports=false --v=2
    `,
  },
  {
    title: 'Off',
    file: 'kube-proxy.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --iptables-localhost-nodeports=false
    `,
  },
  {
    title: 'On addresses of the network only, and on Windows',
    file: 'kube-proxy.yaml',
    good: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      nodePortAddresses: [10.0.0.0/8]
      iptables:
        localhostNodePorts: true
      ---
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: kernelspace
      iptables:
        localhostNodePorts: true
    `,
  },
];
