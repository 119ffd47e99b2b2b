import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'enable-priority-and-fairness';

export default defineRule({
  id: 'apiserver/require-priority-and-fairness',
  summary: 'The API server must keep one client from taking the turn of all others.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/cluster-administration/flow-control/'],
  docs: {
    why: `
      With \`--enable-priority-and-fairness=false\` all requests that read share one limit, and all that write another. A client
      that sends many, by mistake or on purpose, keeps kubelets, controllers and people out; only \`system:masters\` still get in.`,
    fix: 'Take the flag away: the default is true since Kubernetes 1.20.',
    ignore: 'A proxy in front of the API server limits every client.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'false') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `One client can take the turn of all others: --${FLAG} is false.`,
      fixes: [suggest(`Remove --${FLAG} (true by default)`, removeFlag(apiserver, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-priority-and-fairness=false
                                     ^^^^^ One client can take the turn of all others: --enable-priority-and-fairness is false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'On by default',
    file: 'args/kube-apiserver',
    good: text`
      --secure-port=6443
    `,
  },
];
