import { component, defineRule, type Example, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/require-iptables-chains',
  summary: 'The kubelet should keep its iptables rules.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.6'], checkov: ['CKV_K8S_145'], trivy: ['KCV-0084'], kubescape: ['C-0178'] },
  links: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  docs: {
    why: `
      Among the rules that the kubelet keeps is one that drops packets from other machines to addresses of loopback, which some programs take for
      proof that they talk to the node itself (CVE-2020-8558).`,
    fix: `
      Leave \`--make-iptables-util-chains\` (\`makeIPTablesUtilChains\`) out, or set it to true.`,
    ignore: 'Something else on the node keeps such rules.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    yield* wrongSetting(kubelet, 'make-iptables-util-chains', it => it === 'false', 'The kubelet keeps no iptables rules', 'true');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --make-iptables-util-chains=false
                                                             ^^^^^ The kubelet keeps no iptables rules: --make-iptables-util-chains is false.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --make-iptables-util-chains=true
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      makeIPTablesUtilChains: false
                              ^^^^^ The kubelet keeps no iptables rules: makeIPTablesUtilChains is false.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      makeIPTablesUtilChains: true
    `,
  },
  {
    title: 'On by default',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --v=2
    `,
  },
];
