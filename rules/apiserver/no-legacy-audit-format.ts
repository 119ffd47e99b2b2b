import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'audit-log-format';

export default defineRule({
  id: 'apiserver/no-legacy-audit-format',
  summary: 'The audit log should hold what the audit policy asks for.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      A line in the format \`legacy\` says who asked for what, and no more: bodies of requests and answers are left out, whatever level the policy records them with.`,
    fix: 'Take the flag away: the default is `json`.',
    ignore: 'A program that reads the log knows no other format, and nobody needs the bodies.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'legacy' || apiserver.lacks('audit-log-path')) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `The audit log leaves out what was sent and answered: --${FLAG} is legacy.`,
      fixes: [suggest(`Remove --${FLAG} (json by default)`, removeFlag(apiserver, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'One line of text',
    file: 'args/kube-apiserver',
    bad: text`
      --audit-log-format=legacy
                         ^^^^^^ The audit log leaves out what was sent and answered: --audit-log-format is legacy.
      --audit-log-path=/var/log/kubernetes/audit.log
    `,
    fixed: text`
      --audit-log-path=/var/log/kubernetes/audit.log
    `,
  },
  {
    title: 'JSON',
    file: 'args/kube-apiserver',
    good: text`
      --audit-log-format=json
      --audit-log-path=/var/log/kubernetes/audit.log
    `,
  },
];
