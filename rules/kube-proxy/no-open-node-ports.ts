import { atLeast, component, defineRule, elementsOf, type Example, text } from '#core';

const FLAG = 'nodeport-addresses';

export default defineRule({
  id: 'kube-proxy/no-open-node-ports',
  summary: 'kube-proxy should serve NodePorts on chosen addresses.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/services-networking/service/#service-nodeport-custom-listen-address'],
  docs: {
    why: `
      By default a NodePort is open on every address of every node, those that lead to the internet among them.`,
    fix: `
      Set \`--nodeport-addresses\` (\`nodePortAddresses\`) to the networks that clients come from, or, from Kubernetes 1.31 on, to \`primary\`.`,
    ignore: 'The nodes have one address each, or a firewall keeps the ports closed.',
  },

  on: component('kube-proxy'),

  *check(proxy, { kubernetesVersion }) {
    for (const element of elementsOf(proxy.setting(FLAG))) {
      if (/^(?:0\.0\.0\.0|::)\/0$/.test(element.text))
        yield { at: element, message: `NodePorts are open on every address of the node: --${FLAG} has ${element.text}.` };
    }
    const [version, mode] = [proxy.version ?? kubernetesVersion, proxy.setting('proxy-mode')];
    if (version !== undefined && !atLeast(version, '1.10')) return;
    // With nftables, the default is the primary address; kernelspace knows no such setting.
    if (mode.origin === 'unknown' || !['', 'iptables', 'ipvs'].includes(mode.value ?? '') || !proxy.lacks(FLAG)) return;
    yield { at: proxy, message: `NodePorts are open on every address of the node: --${FLAG} is not set.` };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every network',
    file: 'kube-proxy.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --nodeport-addresses=0.0.0.0/0,10.0.0.0/8
                                                         ^^^^^^^^^ NodePorts are open on every address of the node: --nodeport-addresses has 0.0.0.0/0.
    `,
  },
  {
    title: 'By default',
    file: 'var/lib/kube-proxy/config.conf',
    bad: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^ NodePorts are open on every address of the node: nodePortAddresses is not set.
      mode: ipvs
    `,
  },
  {
    title: 'Another default',
    file: 'var/lib/kube-proxy/config.conf',
    good: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: nftables
    `,
  },
  {
    title: 'One network',
    file: 'var/lib/kube-proxy/config.conf',
    good: text`
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      nodePortAddresses:
        - 10.0.0.0/8
    `,
  },
  {
    title: 'Before the flag came',
    file: 'kube-proxy.service',
    good: text`
      [Service]
      ExecStartPre=/usr/bin/wget -N -P /opt/bin  https://storage.googleapis.com/kubernetes-release/release/v1.9.6/bin/linux/amd64/kube-proxy
      ExecStart=/opt/bin/kube-proxy --master=http://172.18.18.101:8080 --proxy-mode=iptables
    `,
  },
];
