import { component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = 'enable-logs-handler';

export default defineRule({
  id: 'apiserver/no-logs-handler',
  summary: 'The API server should not serve the logs of its machine.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      Under \`/logs\` whoever may get that path reads all of \`/var/log\` on the machine, the audit log and what other programs wrote by mistake included. The flag is deprecated.`,
    fix: 'Set it to false. Collect logs with a program that runs on the node.',
    ignore: 'Never needed for long: the handler goes away.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'true') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `/var/log of the machine is served under /logs: --${FLAG} is true.`,
      fixes: [suggest(`Set --${FLAG} to false`, setFlag(apiserver, FLAG, 'false'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Served',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-logs-handler=true
                            ^^^^ /var/log of the machine is served under /logs: --enable-logs-handler is true.
    `,
    fixed: text`
      --enable-logs-handler=false
    `,
  },
  {
    title: 'Not served',
    file: 'args/kube-apiserver',
    good: text`
      --enable-logs-handler=false
    `,
  },
];
