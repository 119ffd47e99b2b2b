import { component, defineRule, type Example, text, valueOf } from '#core';

export default defineRule({
  id: 'apiserver/no-shared-etcd-ca',
  summary: 'etcd must have a CA that signs for nobody but etcd and its clients.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['2.7'], kubescape: ['C-0159'] },
  links: ['https://etcd.io/docs/v3.6/op-guide/security/', 'https://kubernetes.io/docs/setup/best-practices/certificates/'],
  docs: {
    why: `
      etcd lets in every certificate its CA has signed, whoever it names. Where that CA also signs for users and kubelets,
      the certificate of any node opens the database with every Secret of the cluster.`,
    fix: 'Make a CA for etcd alone, sign the certificates of its members and of the API server with it, and point `--etcd-cafile` and `--trusted-ca-file` of etcd at it.',
    ignore: 'etcd trusts another CA for clients than the one that signed its own certificate.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const [etcd, clients] = [apiserver.setting('etcd-cafile'), apiserver.setting('client-ca-file')];
    if (etcd.origin !== 'set' || etcd.value === '' || etcd.value !== valueOf(clients)) return;
    yield {
      at: { ...etcd.at, place: etcd.at.valuePlace },
      message: `One CA signs for etcd and for every client of the cluster: --etcd-cafile is also --client-ca-file.`,
      ...(clients.origin === 'set' && {
        related: [{ place: clients.at.valuePlace, message: 'The CA that signs for clients of the cluster.' }],
      }),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'One CA for everything',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/var/lib/kubernetes/ca.pem --etcd-cafile=/var/lib/kubernetes/ca.pem
                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ One CA signs for etcd and for every client of the cluster: --etcd-cafile is also --client-ca-file.
    `,
  },
  {
    title: 'Two',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/var/lib/kubernetes/ca.pem --etcd-cafile=/var/lib/kubernetes/etcd-ca.pem
    `,
  },
];
