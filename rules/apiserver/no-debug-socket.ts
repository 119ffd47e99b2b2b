import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'debug-socket-path';

export default defineRule({
  id: 'apiserver/no-debug-socket',
  summary: 'The API server should not serve profiles of itself to whoever opens a socket.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      The socket asks nobody who they are: every process that may open the file reads profiles and the command line of the API server, and can slow it down with more of them.`,
    fix: 'Take the flag away once you are done.',
    ignore: 'Somebody is looking for a fault right now.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value === '') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Whoever may open ${setting.value} is served profiles, unasked: --${FLAG} is set.`,
      fixes: [suggest(`Remove --${FLAG}`, removeFlag(apiserver, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A socket',
    file: 'args/kube-apiserver',
    bad: text`
      --debug-socket-path=/run/kube-apiserver.sock
                          ^^^^^^^^^^^^^^^^^^^^^^^^ Whoever may open /run/kube-apiserver.sock is served profiles, unasked: --debug-socket-path is set.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'None',
    file: 'args/kube-apiserver',
    good: text`
      --secure-port=6443
    `,
  },
];
