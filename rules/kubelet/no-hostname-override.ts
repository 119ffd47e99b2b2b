import { component, defineRule, type Example, text, unwantedSetting } from '#core';

export default defineRule({
  id: 'kubelet/no-hostname-override',
  summary: 'The kubelet should take the name of its node from its machine.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.7'], checkov: ['CKV_K8S_146'], trivy: ['KCV-0086'], kubescape: ['C-0179'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      Certificates and logs of a node that has another name than its machine are hard to match with it, and a kubelet may take a name that
      belongs to another node.`,
    fix: `
      Take \`--hostname-override\` away, and give the machine the name. The node then registers under that name, with a new certificate.`,
    ignore: 'The provider of your cloud asks for the name, or several machines have the same one.',
  },

  on: component('kubelet'),

  check: kubelet => unwantedSetting(kubelet, 'hostname-override', 'The node does not take its name from its machine'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Another name',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --hostname-override=node-1 --v=2
                                                     ^^^^^^ The node does not take its name from its machine: --hostname-override is node-1.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --v=2
    `,
  },
  {
    title: 'Its own',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --v=2
    `,
  },
];
