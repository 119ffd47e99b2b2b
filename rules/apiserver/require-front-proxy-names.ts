import { choice, type Component, component, defineRule, type Example, type Proposal, removeFlag, setFlag, text, valueOf } from '#core';

const FLAG = 'requestheader-allowed-names';
const CA = 'requestheader-client-ca-file';

export default defineRule({
  id: 'apiserver/require-front-proxy-names',
  summary: 'The API server must know which certificates front proxies have.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#authenticating-proxy'],
  docs: {
    why: `
      Whoever shows a certificate that the front-proxy CA has signed says in headers who they are, and is believed.
      Without \`--${FLAG}\` that goes for every certificate of this CA, not only for that of the aggregation layer.`,
    fix: 'Name the common name of the certificate in `--proxy-client-cert-file`; kubeadm calls it `front-proxy-client`.',
    ignore: 'The CA has signed that one certificate and will sign no other.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const [ca, clients, names] = [apiserver.setting(CA), apiserver.setting('client-ca-file'), apiserver.setting(FLAG)];
    // A shared CA is the greater evil, and another rule's matter.
    if (!valueOf(ca) || valueOf(ca) === valueOf(clients) || names.origin === 'unknown' || valueOf(names)) return;
    const isSet = names.origin === 'set';
    yield {
      at: isSet ? { ...names.at, place: names.at.valuePlace } : apiserver,
      message: `Every certificate of the front-proxy CA can act as any user: --${FLAG} is ${isSet ? 'empty' : 'not set'}.`,
      fixes: [passed(apiserver)],
    };
  },
});

/** Who starts the program may pass the name of its own certificate: k3s has another than kubeadm. */
function passed(apiserver: Component): Proposal {
  const own = apiserver.supplied(FLAG);
  return own
    ? choice(`Remove --${FLAG} (${apiserver.distribution} passes ${own})`, removeFlag(apiserver, FLAG))
    : choice(`Set --${FLAG} to front-proxy-client`, setFlag(apiserver, FLAG, 'front-proxy-client'));
}

export const examples = (): readonly Example[] => [
  {
    title: 'No names',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/etc/ssl/ca.pem --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every certificate of the front-proxy CA can act as any user: --requestheader-allowed-names is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/etc/ssl/ca.pem --requestheader-allowed-names=front-proxy-client --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
    `,
  },
  {
    title: 'An empty list',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
          - --requestheader-allowed-names=
                                          ^ Every certificate of the front-proxy CA can act as any user: --requestheader-allowed-names is empty.
          - --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
          - --requestheader-allowed-names=front-proxy-client
          - --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
    `,
  },
  {
    title: 'An empty list in place of what k3s passes',
    file: 'etc/rancher/k3s/config.yaml',
    bad: text`
      cluster-init: true
      kube-apiserver-arg:
        - requestheader-allowed-names=
                                      ^ Every certificate of the front-proxy CA can act as any user: --requestheader-allowed-names is empty.
        - v=2
    `,
    fixed: text`
      cluster-init: true
      kube-apiserver-arg:
        - v=2
    `,
  },
  {
    title: 'kubeadm names its certificate',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
