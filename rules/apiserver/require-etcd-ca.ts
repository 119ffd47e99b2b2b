import { component, defineRule, type Example, missingFlags, nameFiles, needsEtcdCertificates, text } from '#core';

const FLAG = 'etcd-cafile';

export default defineRule({
  id: 'apiserver/require-etcd-ca',
  summary: 'The API server must know which CA signs the certificates of etcd.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.26'], checkov: ['CKV_K8S_102'], trivy: ['KCV-0029'], kubescape: ['C-0140'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  docs: {
    why: `
      Without \`--${FLAG}\` the API server accepts for etcd whatever certificate a CA of the operating system signed,
      and there are more than a hundred of those. Whoever gets one for the name of etcd, and stands between, is the cluster's database.`,
    fix: 'Point it at the CA that signs the certificates of etcd, and nothing else.',
    ignore: 'etcd has a certificate of a public CA on purpose.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!needsEtcdCertificates(apiserver) || !missingFlags(apiserver, FLAG).length) return;
    yield {
      at: apiserver,
      message: `Whatever CA the node trusts can vouch for etcd: --${FLAG} is not set.`,
      cause: 'Nobody proves who they are between API server and etcd',
      fixes: [nameFiles(apiserver, { [FLAG]: 'etcd/ca.crt' })],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No CA',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=https://10.0.0.4:2379
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whatever CA the node trusts can vouch for etcd: --etcd-cafile is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt --etcd-servers=https://10.0.0.4:2379
    `,
  },
  {
    title: 'Named',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-cafile=/etc/etcd/ca.pem --etcd-servers=https://10.0.0.4:2379
    `,
  },
  {
    title: 'No TLS asked for',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --etcd-servers=127.0.0.1:2379
    `,
  },
];
