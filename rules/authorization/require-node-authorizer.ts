import { component, defineRule, type Example, passedModes, setFlag, suggest, text } from '#core';

const FLAG = 'authorization-mode';

export default defineRule({
  id: 'authorization/require-node-authorizer',
  summary: 'The API server must give each kubelet the rights of its own node only.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.7'], checkov: ['CKV_K8S_75'], trivy: ['KCV-0008'], kubescape: ['C-0119'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  docs: {
    why: `
      The Node authorizer lets a kubelet read the Secrets of Pods on its node, and no others. Without it kubelets need a role that
      covers all nodes: whoever takes over one node then reads the Secrets of the whole cluster.`,
    fix: 'Put `Node` first in `--authorization-mode`, and have the admission plugin NodeRestriction on.',
    ignore: 'No kubelet is a client of this API server.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || apiserver.completeness !== 'whole') return;
    const modes = passedModes(apiserver);
    // Where everything is allowed anyway, that is what has to be said.
    if (!modes.length || modes.includes('Node') || modes.includes('AlwaysAllow')) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Kubelets have rights over all nodes, or none: --${FLAG} is ${modes.join(',')}, without Node.`,
      fixes: [suggest(`Add Node to --${FLAG}`, setFlag(apiserver, FLAG, ['Node', ...modes].join(',')))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Roles alone',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-mode=RBAC # no nodes
                           ^^^^ Kubelets have rights over all nodes, or none: --authorization-mode is RBAC, without Node.
      --secure-port=6443
    `,
    fixed: text`
      --authorization-mode=Node,RBAC # no nodes
      --secure-port=6443
    `,
  },
  {
    title: 'Nodes and roles, here on two lines',
    file: 'args/kube-apiserver',
    good: text`
      --authorization-mode=Node
      --authorization-mode=RBAC
    `,
  },
  {
    title: 'AlwaysAllow is worse, and is reported as such',
    file: 'args/kube-apiserver',
    good: text`
      --authorization-mode=AlwaysAllow
    `,
  },
];
