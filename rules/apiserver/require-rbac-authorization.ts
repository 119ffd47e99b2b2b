import { component, defineRule, type Example, passedModes, setFlag, suggest, text } from '#core';

const FLAG = 'authorization-mode';

export default defineRule({
  id: 'apiserver/require-rbac-authorization',
  summary: 'The API server must ask RBAC whether a request is allowed.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['1.2.6', '1.2.8'],
    checkov: ['CKV_K8S_74', 'CKV_K8S_77'],
    trivy: ['KCV-0007', 'KCV-0009'],
    kubescape: ['C-0118', 'C-0120', 'C-0088'],
  },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#choice-of-authz-config'],
  docs: {
    why: `
      Where neither \`--${FLAG}\` nor \`--authorization-config\` is set, the API server allows every request that gets
      past authentication: each Pod's token is then a key to the whole cluster. \`AlwaysAllow\` says the same in words,
      wherever in the list it stands. A list without \`RBAC\` ignores every role and binding in the cluster.`,
    fix: 'Set `--authorization-mode=Node,RBAC`. Clients that relied on being allowed everything need roles first.',
    ignore: 'A throw-away test cluster, or one whose authorization webhook knows better than RBAC.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const mode = apiserver.setting(FLAG);
    if (apiserver.lacks(FLAG) && apiserver.lacks('authorization-config')) {
      yield {
        at: mode.origin === 'set' ? { ...mode.at, place: mode.at.valuePlace } : apiserver,
        message:
          mode.origin === 'set'
            ? `Every request is allowed, or the API server does not start: --${FLAG} is empty.`
            : `Every request is allowed: --${FLAG} is not set, and its default is AlwaysAllow.`,
        fixes: [suggest(`Set --${FLAG} to Node,RBAC`, setFlag(apiserver, FLAG, 'Node,RBAC'))],
      };
    }
    if (mode.origin !== 'set' || mode.value === '') return;
    const modes = passedModes(apiserver);
    if (modes.includes('AlwaysAllow')) {
      const others = modes.filter(it => it !== 'AlwaysAllow');
      const fixed = others.includes('RBAC') ? others : [...others, ...['Node', 'RBAC'].filter(it => !others.includes(it))];
      yield {
        at: { ...mode.at, place: mode.at.valuePlace },
        message: `Every request is allowed: --${FLAG} has AlwaysAllow.`,
        fixes: [suggest(`Set --${FLAG} to ${fixed.join(',')}`, setFlag(apiserver, FLAG, fixed.join(',')))],
      };
    } else if (!modes.some(it => it.split(',').includes('RBAC')) && apiserver.completeness === 'whole') {
      yield {
        at: { ...mode.at, place: mode.at.valuePlace },
        message: `Roles and bindings have no effect: --${FLAG} is ${JSON.stringify(modes.join(','))}, without RBAC.`,
        fixes: [suggest(`Add RBAC to --${FLAG}`, setFlag(apiserver, FLAG, [...modes, 'RBAC'].join(',')))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left to the default',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver \
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every request is allowed: --authorization-mode is not set, and its default is AlwaysAllow.
        --advertise-address=10.0.0.4
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver \
        --advertise-address=10.0.0.4 \
        --authorization-mode=Node,RBAC
    `,
  },
  {
    title: 'Empty: the default again, or refused by older releases',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode "" --advertise-address=%i
                                                                   ^^ Every request is allowed, or the API server does not start: --authorization-mode is empty.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode Node,RBAC --advertise-address=%i
    `,
  },
  {
    title: 'AlwaysAllow behind RBAC',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-mode=RBAC,AlwaysAllow
                           ^^^^^^^^^^^^^^^^ Every request is allowed: --authorization-mode has AlwaysAllow.
      --secure-port=16443
    `,
    fixed: text`
      --authorization-mode=RBAC
      --secure-port=16443
    `,
  },
  {
    title: 'Attributes in a file instead of roles',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: "Node,ABAC"
                              ^^^^^^^^^^^ Roles and bindings have no effect: --authorization-mode is "Node,ABAC", without RBAC.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: "Node,ABAC,RBAC"
    `,
  },
  {
    title: 'kubeadm passes Node,RBAC by itself',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
