import { component, defineRule, type Example, missingFlags, nameFiles, needsEtcdCertificates, text } from '#core';

const FILES: Readonly<Record<string, string>> = {
  'etcd-certfile': 'apiserver-etcd-client.crt',
  'etcd-keyfile': 'apiserver-etcd-client.key',
};

export default defineRule({
  id: 'apiserver/require-etcd-client-certificate',
  summary: 'The API server must show etcd a certificate.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.23'], checkov: ['CKV_K8S_99'], trivy: ['KCV-0026'], kubescape: ['C-0137'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  docs: {
    why: `
      etcd knows its clients by their certificates. One that serves an API server without certificate serves everybody:
      whoever reaches its port reads every Secret and writes every role binding.`,
    fix: 'Give the API server a client certificate of its own, signed by the CA that etcd trusts, and let etcd ask for it: `--client-cert-auth`.',
    ignore: 'etcd is reached through a local proxy that shows the certificate.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!needsEtcdCertificates(apiserver)) return;
    const missing = missingFlags(apiserver, ...Object.keys(FILES));
    if (!missing.length) return;
    yield {
      at: apiserver,
      message: `etcd cannot tell the API server from anyone else: --${missing[0]} is not set.`,
      cause: 'Nobody proves who they are between API server and etcd',
      fixes: [nameFiles(apiserver, Object.fromEntries(missing.map(it => [it, FILES[it]!])))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No certificate',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=https://10.0.0.4:2379
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd cannot tell the API server from anyone else: --etcd-certfile is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key --etcd-servers=https://10.0.0.4:2379
    `,
  },
  {
    title: 'A certificate without its key',
    file: 'args/kube-apiserver',
    bad: text`
      --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd cannot tell the API server from anyone else: --etcd-keyfile is not set.
      --etcd-servers=https://10.0.0.4:2379
    `,
    fixed: text`
      --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
      --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
      --etcd-servers=https://10.0.0.4:2379
    `,
  },
  {
    title: 'A socket needs none, and over http none is shown',
    file: 'args/kube-apiserver',
    good: text`
      --etcd-servers=unix:///var/run/kine.sock,http://127.0.0.1:2379
    `,
  },
  {
    title: 'Not known: it may be a socket, and with MicroK8s it is',
    file: 'args/kube-apiserver',
    good: text`
      --etcd-servers=unix://$SNAP_DATA/var/kubernetes/backend/kine.sock:12379
      --secure-port=16443
    `,
  },
  {
    title: 'kubeadm passes both',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];
