import { atSetting, component, defineRule, type Example, text } from '#core';

const FLAGS: Readonly<Record<string, string>> = {
  'trusted-ca-file': 'opens etcd',
  'peer-trusted-ca-file': 'lets its owner join etcd as a member',
};

/** Where kubeadm and kubespray keep the CA that signs for kubelets and users. */
const CLUSTER = /^\/etc\/kubernetes\/(?:pki|ssl)\/ca\.(?:crt|pem)$/;

export default defineRule({
  id: 'etcd/no-cluster-ca',
  summary: 'etcd must not trust the CA that signs for users and nodes of the cluster.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['2.7'], kubescape: ['C-0159'] },
  links: ['https://etcd.io/docs/v3.6/op-guide/security/', 'https://kubernetes.io/docs/setup/best-practices/certificates/'],
  docs: {
    why: `
      etcd lets in every certificate that the CA has signed, whoever it names. The CA of the cluster signs for each kubelet and each user, and for whoever may
      approve a CertificateSigningRequest: with any of these certificates one reads and writes all Secrets, past every role.`,
    fix: 'Make a CA for etcd alone, `/etc/kubernetes/pki/etcd/ca.crt` with kubeadm, and sign the certificates of its members and of the API server with it.',
    ignore: 'The file on the machines of etcd is another CA, in spite of its path.',
  },

  on: component('etcd'),

  *check(etcd) {
    for (const [flag, consequence] of Object.entries(FLAGS)) {
      const setting = etcd.setting(flag);
      if (setting.origin !== 'set' || !CLUSTER.test(setting.value.trim())) continue;
      yield {
        at: atSetting(etcd, setting),
        message: `Each client certificate of the cluster ${consequence}: --${flag} is ${setting.value}, the CA of the cluster.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The CA of the cluster for both',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-trusted-ca-file=/etc/kubernetes/pki/ca.crt --trusted-ca-file=/etc/kubernetes/pki/ca.crt
                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ Each client certificate of the cluster lets its owner join etcd as a member: --peer-trusted-ca-file is /etc/kubernetes/pki/ca.crt, the CA of the cluster.
                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ Each client certificate of the cluster opens etcd: --trusted-ca-file is /etc/kubernetes/pki/ca.crt, the CA of the cluster.
    `,
  },
  {
    title: 'A CA for etcd',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
];
