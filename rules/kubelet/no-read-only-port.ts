import { component, defineRule, type Example, startsWithoutFlags, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/no-read-only-port',
  summary: 'The kubelet must not serve its read-only port.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['4.2.4'], checkov: ['CKV_K8S_141'], trivy: ['KCV-0082'], kubescape: ['C-0175'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      The port tells anyone who reaches it, without TLS or credentials, which Pods run on the node, with which images, environment variables,
      volumes and addresses: what an attacker looks for first.`,
    fix: `
      Set \`--read-only-port=0\` (\`readOnlyPort: 0\`), and let those who read from it come to the secure port with a token.`,
    ignore: 'An old monitoring needs it, and a firewall lets nothing else reach the port.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (startsWithoutFlags(kubelet)) return;
    yield* wrongSetting(kubelet, 'read-only-port', it => /^0*[1-9]\d*$/.test(it ?? ''), 'Anyone may ask what runs on the node', '0');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'By a flag',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --read-only-port=10255 --v=2
                                                  ^^^^^ Anyone may ask what runs on the node: --read-only-port is 10255.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --read-only-port=0 --v=2
    `,
  },
  {
    title: 'By default, where no configuration file is named',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ Anyone may ask what runs on the node: --read-only-port is 10255 by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --read-only-port=0
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 10255
                    ^^^^^ Anyone may ask what runs on the node: readOnlyPort is 10255.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 0
    `,
  },
  {
    title: 'A configuration file has another default',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250
    `,
  },
];
