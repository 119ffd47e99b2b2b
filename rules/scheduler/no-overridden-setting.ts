import { component, defineRule, type Example, overriddenSettings, text } from '#core';

export default defineRule({
  id: 'scheduler/no-overridden-setting',
  summary: 'What the scheduler does not heed should not be written.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/'],
  docs: {
    why: `
      With \`--config\`, the scheduler ignores its deprecated flags, \`--profiling\` and \`--kubeconfig\` among them: what they say holds only if the file says it.`,
    fix: `
      Say in the file what should hold, and take the flag away.`,
    ignore: 'The flag is there for another program that reads the same arguments.',
  },

  on: component('kube-scheduler'),

  check: scheduler => overriddenSettings(scheduler, 'The scheduler'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A flag beside the file',
    file: 'kube-scheduler.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --bind-address=127.0.0.1 --config=/etc/kubernetes/scheduler.yaml --profiling=false
                                                                                                         ^^^^^^^^^^^^^^^^^ The scheduler does not heed --profiling: with --config, that file alone decides.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --bind-address=127.0.0.1 --config=/etc/kubernetes/scheduler.yaml
    `,
  },
  {
    title: 'No file',
    file: 'kube-scheduler.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-scheduler --profiling=false
    `,
  },
];
