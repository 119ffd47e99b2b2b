import { choice, component, defineRule, elementsOf, type Example, passedModes, removeFlag, setFlag, text } from '#core';

const FLAG = 'authorization-mode';
const FILE = 'authorization-policy-file';

export default defineRule({
  id: 'authorization/no-abac',
  summary: 'The API server must not take rights from a file of attributes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/abac/'],
  docs: {
    why: `
      Rights in the file of \`--authorization-policy-file\` come on top of what roles grant, whatever RBAC says. No command shows
      them, and taking one away means to change the file on each control-plane node and to restart each API server.`,
    fix: 'Write the rights as roles and bindings, then take `ABAC` out of `--authorization-mode`.',
    ignore: 'The file is empty, or on its way out.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    const passed = passedModes(apiserver);
    const elements = elementsOf(setting).filter(it => passed.includes(it.text));
    const abac = elements.find(it => it.text === 'ABAC');
    if (!abac) return;
    const file = apiserver.setting(FILE);
    const others = elements.map(it => it.text).filter(it => it !== 'ABAC');
    const left = [...(others.includes('Node') ? [] : ['Node']), ...others, ...(others.includes('RBAC') ? [] : ['RBAC'])].join(',');
    yield {
      at: abac,
      message: `${others.includes('RBAC') ? 'Rights in a file come on top of what roles grant' : 'Rights stand in a file'}, where no command shows them: --${FLAG} has ABAC.`,
      ...(file.origin === 'set' && { related: [{ place: file.at.valuePlace, message: 'The file.' }] }),
      fixes: [
        choice('Ask Node and RBAC in place of ABAC (rights in the file end)', setFlag(apiserver, FLAG, left), removeFlag(apiserver, FILE)),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside roles',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-mode=Node,RBAC,ABAC
                                     ^^^^ Rights in a file come on top of what roles grant, where no command shows them: --authorization-mode has ABAC.
      --authorization-policy-file=/etc/kubernetes/abac.jsonl
      --secure-port=6443
    `,
    fixed: text`
      --authorization-mode=Node,RBAC
      --secure-port=6443
    `,
  },
  {
    title: 'Instead of roles',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode=ABAC --authorization-policy-file=/etc/abac.jsonl --secure-port=6443
                                                                   ^^^^ Rights stand in a file, where no command shows them: --authorization-mode has ABAC.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode=Node,RBAC --secure-port=6443
    `,
  },
  {
    title: 'Roles',
    file: 'args/kube-apiserver',
    good: text`
      --authorization-mode=Node,RBAC
    `,
  },
];
