import { atLeast, component, defineRule, type Example, isLoopback, removeFlag, setFlag, suggest, text } from '#core';

/** `port` and `address` are older names for the same. */
const PORTS = ['insecure-port', 'port'];
const ADDRESSES = ['insecure-bind-address', 'address'];

export default defineRule({
  id: 'apiserver/no-insecure-port',
  summary: 'The API server must not serve without TLS and authentication.',
  severity: 'error',
  profiles: ['recommended', 'nsa'],
  controls: { checkov: ['CKV_K8S_86', 'CKV_K8S_88'], kubescape: ['C-0005'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/', 'https://github.com/kubernetes/kubernetes/pull/95856'],
  docs: {
    why: `
      Up to Kubernetes 1.19 the API server has a second port, 8080 by default, that asks nobody who they are and allows everything.
      On the loopback address every process on the node is then administrator of the cluster, Pods with \`hostNetwork\` included;
      on any other, everyone on the network is.`,
    fix: 'Set `--insecure-port=0` up to 1.19. Newer releases have no such port: take the flags away, 1.24 and later do not start with them.',
    ignore: 'Nothing but the API server runs on the machine, and nobody else can log in.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    const isNew = atLeast(version, '1.20');
    const flag = PORTS.find(it => !apiserver.lacks(it)) ?? PORTS[0]!;
    const port = apiserver.setting(flag);
    const address = ADDRESSES.map(it => apiserver.setting(it)).find(it => it.origin === 'set');
    const isOpen = address?.origin === 'set' && !isLoopback(address.value);
    const who = isOpen ? 'whoever reaches it' : 'every process on the node';
    if (port.origin === 'set' && !/^0*$/.test(port.value)) {
      yield {
        at: { ...port.at, place: port.at.valuePlace },
        message: isNew
          ? `The API server does not start: ${atLeast(version, '1.24') ? `Kubernetes has no --${flag} since 1.24` : `--${flag} can only be 0`}.`
          : `Up to Kubernetes 1.19, ${who} is administrator of the cluster through port ${port.value}: --${flag} is set.`,
        fixes: isNew
          ? [suggest(`Remove --${flag}`, removeFlag(apiserver, flag))]
          : [suggest(`Set --${flag} to 0 (who uses the port is refused then)`, setFlag(apiserver, flag, '0'))],
      };
    } else if (PORTS.every(it => apiserver.lacks(it)) && !isNew && (isOpen || version !== undefined)) {
      yield {
        at: isOpen ? { ...address.at, place: address.at.valuePlace } : apiserver,
        message: `Up to Kubernetes 1.19, ${who} is administrator of the cluster through port 8080: --${flag} is not set.`,
        fixes: [suggest(`Set --${flag} to 0 (who uses the port is refused then)`, setFlag(apiserver, flag, '0'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Open to the network',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --insecure-bind-address=0.0.0.0 --insecure-port=8080
                                                                                              ^^^^ Up to Kubernetes 1.19, whoever reaches it is administrator of the cluster through port 8080: --insecure-port is set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --insecure-bind-address=0.0.0.0 --insecure-port=0
    `,
  },
  {
    title: 'The default of an old version',
    file: 'kube-apiserver.service',
    kubernetesVersion: '1.18',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Up to Kubernetes 1.19, every process on the node is administrator of the cluster through port 8080: --insecure-port is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --insecure-port=0 --secure-port=6443
    `,
  },
  {
    title: 'Not possible any more',
    file: 'kube-apiserver.service',
    kubernetesVersion: '1.22',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --insecure-port=8080 --secure-port=6443
                                                              ^^^^ The API server does not start: --insecure-port can only be 0.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443
    `,
  },
  {
    title: 'Not known any more',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.30',
    bad: text`
      --insecure-port=8080
                      ^^^^ The API server does not start: Kubernetes has no --insecure-port since 1.24.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Only the address is given',
    file: 'args/kube-apiserver',
    bad: text`
      --insecure-bind-address=10.0.0.4
                              ^^^^^^^^ Up to Kubernetes 1.19, whoever reaches it is administrator of the cluster through port 8080: --insecure-port is not set.
      --secure-port=6443
    `,
    fixed: text`
      --insecure-bind-address=10.0.0.4
      --insecure-port=0
      --secure-port=6443
    `,
  },
  {
    title: 'Closed',
    file: 'args/kube-apiserver',
    good: text`
      --insecure-bind-address=127.0.0.1
      --insecure-port=0
    `,
  },
];
