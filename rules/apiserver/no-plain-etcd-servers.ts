import { choice, component, defineRule, type Example, isLoopback, setFlag, text, urlsOf } from '#core';

const FLAGS = ['etcd-servers', 'etcd-servers-overrides'];

export default defineRule({
  id: 'apiserver/no-plain-etcd-servers',
  summary: 'The API server must talk to etcd over TLS.',
  severity: 'error',
  profiles: ['recommended', 'nsa'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  docs: {
    why: `
      An etcd that answers \`http://\` asks nobody who they are. Whoever reaches it reads every Secret and makes themselves
      administrator by writing a role binding, past authentication, authorization and audit. Whoever sees the network between
      reads along. On the loopback address that is still every process on the node that can open a connection there,
      Pods with \`hostNetwork\` included.`,
    fix: 'Give etcd a certificate, let it ask for client certificates, and use `https://` with `--etcd-cafile`, `--etcd-certfile` and `--etcd-keyfile`.',
    ignore: 'A throw-away test cluster, or a local proxy that adds TLS and lets nobody else in. Unix sockets are not reported.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const flag of FLAGS) {
      const setting = apiserver.setting(flag);
      if (setting.origin !== 'set') continue;
      const plain = urlsOf(apiserver, flag).filter(it => it.url.scheme === 'http');
      const [first] = plain;
      if (!first) continue;
      const reader = plain.every(it => isLoopback(it.url.host)) ? 'Every process on the node' : 'Whoever reaches etcd';
      yield {
        at: plain.length === 1 ? first : { ...setting.at, place: setting.at.valuePlace },
        message: `${reader} can read and change the whole cluster: --${flag} has ${first.text}.`,
        // What overrides are made of (`/events#https://…;https://…`) means something else in shells and units.
        fixes: flag === 'etcd-servers' ? [choice(`Use https in --${flag}`, setFlag(apiserver, flag, encrypted(setting.value)))] : [],
      };
    }
  },
});

const encrypted = (urls: string): string => urls.replace(/(^|,)(\s*)http:\/\//gi, '$1$2https://');

export const examples = (): readonly Example[] => [
  {
    title: 'One of three without TLS',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=https://10.0.0.4:2379,http://10.0.0.5:2379,https://10.0.0.6:2379
                                                                                   ^^^^^^^^^^^^^^^^^^^^ Whoever reaches etcd can read and change the whole cluster: --etcd-servers has http://10.0.0.5:2379.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=https://10.0.0.4:2379,https://10.0.0.5:2379,https://10.0.0.6:2379
    `,
  },
  {
    title: 'On the node itself, and another one for events',
    file: 'args/kube-apiserver',
    bad: text`
      --etcd-servers="http://127.0.0.1:2379"
                      ^^^^^^^^^^^^^^^^^^^^^ Every process on the node can read and change the whole cluster: --etcd-servers has http://127.0.0.1:2379.
      --etcd-servers-overrides="/events#http://10.0.0.7:2379;http://10.0.0.8:2379"
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever reaches etcd can read and change the whole cluster: --etcd-servers-overrides has http://10.0.0.7:2379.
    `,
    fixed: text`
      --etcd-servers="https://127.0.0.1:2379"
      --etcd-servers-overrides="/events#http://10.0.0.7:2379;http://10.0.0.8:2379"
    `,
  },
  {
    title: 'Of an etcd that kubeadm does not run',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      etcd:
        external:
          endpoints:
            - http://10.0.0.4:2379 # first
              ^^^^^^^^^^^^^^^^^^^^ Whoever reaches etcd can read and change the whole cluster: --etcd-servers has http://10.0.0.4:2379.
            - https://10.0.0.5:2379
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      etcd:
        external:
          endpoints:
            - https://10.0.0.4:2379 # first
            - https://10.0.0.5:2379
    `,
  },
  {
    title: 'TLS',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=https://10.0.0.4:2379,https://10.0.0.5:2379
    `,
  },
  {
    title: 'A Unix socket of kine',
    file: 'args/kube-apiserver',
    good: text`
      --etcd-servers=unix:///var/snap/microk8s/current/var/kubernetes/backend/kine.sock:12379
      --secure-port=16443
    `,
  },
];
