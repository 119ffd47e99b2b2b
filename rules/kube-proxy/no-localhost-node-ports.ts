import { atLeast, component, defineRule, type Example, text, wrongSetting } from '#core';

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
      believe that only the node can talk to them (CVE-2020-8558).`,
    fix: `
      Set \`--iptables-localhost-nodeports=false\` (\`iptables.localhostNodePorts: false\`).`,
    ignore: 'Something on the nodes reaches a NodePort at 127.0.0.1, such as a registry for images.',
  },

  on: component('kube-proxy'),

  *check(proxy, { kubernetesVersion }) {
    const setting = proxy.setting(FLAG);
    const mode = proxy.setting('proxy-mode');
    const isThere = setting.origin === 'set' || atLeast(proxy.version ?? kubernetesVersion, '1.26');
    if (!isThere || mode.origin === 'unknown' || mode.value === 'ipvs' || mode.value === 'nftables') return;
    yield* wrongSetting(proxy, FLAG, it => it === 'true', 'NodePorts are served on loopback, which other machines may then reach', {
      choose: 'false',
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched on',
    file: 'var/lib/kube-proxy/config.conf',
    bad: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      iptables:
        localhostNodePorts: true
                            ^^^^ NodePorts are served on loopback, which other machines may then reach: iptables.localhostNodePorts is true.
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
                ^^^^^^^^^^^^^^^^^^^ NodePorts are served on loopback, which other machines may then reach: --iptables-localhost-nodeports is true by default.
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
];
