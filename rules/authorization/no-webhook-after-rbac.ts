import { choice, component, defineRule, elementsOf, type Example, passedModes, setFlag, text } from '#core';

const FLAG = 'authorization-mode';

export default defineRule({
  id: 'authorization/no-webhook-after-rbac',
  summary: 'An authorization webhook that is to deny something must be asked before RBAC.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/webhook/',
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/',
  ],
  docs: {
    why: `
      Authorizers are asked in the order of \`--authorization-mode\` until one decides, and RBAC only ever allows. A webhook behind
      it is asked about what no role allows: it can grant more, and can deny nothing.`,
    fix: 'Put `Webhook` before `RBAC`. It is then asked about every request, and must answer fast.',
    ignore: 'The webhook is there to grant rights, not to deny them.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (apiserver.completeness !== 'whole') return;
    const passed = passedModes(apiserver);
    const elements = elementsOf(apiserver.setting(FLAG)).filter(it => passed.includes(it.text));
    const modes = elements.map(it => it.text);
    const rbac = modes.indexOf('RBAC');
    const webhook = elements[modes.indexOf('Webhook')];
    if (rbac === -1 || webhook === undefined || modes.indexOf('Webhook') < rbac) return;
    const others = modes.filter(it => it !== 'Webhook');
    const order = [...others.slice(0, others.indexOf('RBAC')), 'Webhook', ...others.slice(others.indexOf('RBAC'))].join(',');
    yield {
      at: webhook,
      message: 'The authorization webhook can deny nothing that a role allows: it is asked after RBAC.',
      fixes: [choice(`Ask it first: set --${FLAG} to ${order}`, setFlag(apiserver, FLAG, order))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Asked last',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-mode=Node,RBAC,Webhook
                                     ^^^^^^^ The authorization webhook can deny nothing that a role allows: it is asked after RBAC.
      --secure-port=6443
    `,
    fixed: text`
      --authorization-mode=Node,Webhook,RBAC
      --secure-port=6443
    `,
  },
  {
    title: 'Asked before',
    file: 'args/kube-apiserver',
    good: text`
      --authorization-mode=Node,Webhook,RBAC
    `,
  },
];
