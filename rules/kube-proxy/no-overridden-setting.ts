import { component, defineRule, type Example, overriddenSettings, text } from '#core';

export default defineRule({
  id: 'kube-proxy/no-overridden-setting',
  summary: 'What kube-proxy does not heed should not be written.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/'],
  docs: {
    why: `
      With \`--config\`, kube-proxy takes nearly all settings from that file. Flags beside it look as if they counted, and do not.`,
    fix: `
      Say in the file what should hold, and take the flag away.`,
    ignore: 'The flag is there for a release of yours that has another opinion.',
  },

  on: component('kube-proxy'),

  check: proxy => overriddenSettings(proxy, 'kube-proxy'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A flag beside the file',
    file: 'kube-proxy.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf --hostname-override=node-1 --metrics-bind-address=127.0.0.1
                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kube-proxy does not heed --metrics-bind-address: with --config, that file alone decides.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf --hostname-override=node-1
    `,
  },
  {
    title: 'What the file does not decide',
    file: 'kube-proxy.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf --alsologtostderr --log-dir=/var/log --v=2
    `,
  },
];
