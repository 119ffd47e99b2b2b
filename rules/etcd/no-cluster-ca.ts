import { atSetting, type Component, component, defineRule, type Example, text } from '#core';

const FLAGS: Readonly<Record<string, string>> = {
  'trusted-ca-file': 'opens etcd',
  'peer-trusted-ca-file': 'lets its owner join etcd as a member',
};

/** With these, etcd lets in certificates of certain names only (`client/pkg/transport/listener.go`). */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'trusted-ca-file': ['client-cert-allowed-hostname'],
  'peer-trusted-ca-file': ['peer-cert-allowed-cn', 'peer-cert-allowed-hostname'],
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
      if (setting.origin !== 'set' || !isOfCluster(etcd, setting.value.trim()) || !NAMES[flag]!.every(it => etcd.lacks(it))) continue;
      yield {
        at: atSetting(etcd, setting),
        message: `Each client certificate of the cluster ${consequence}: --${flag} is ${setting.value}, the CA of the cluster.`,
      };
    }
  },
});

/** By the path on the node, where a mount tells it. What a Secret brings may be any CA. */
function isOfCluster(etcd: Component, path: string): boolean {
  const storage = etcd.storage(path);
  return CLUSTER.test(path) && (!storage?.place || CLUSTER.test(storage.path ?? ''));
}

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
  {
    title: 'Certain names only',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-cert-allowed-cn=etcd --peer-trusted-ca-file=/etc/kubernetes/pki/ca.crt
    `,
  },
  {
    title: 'A CA for etcd, mounted in the place of that of the cluster',
    file: 'manifests/etcd.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: etcd}
      spec:
        containers:
          - name: etcd
            image: registry.k8s.io/etcd:3.6.4-0
            command: [etcd, --trusted-ca-file=/etc/kubernetes/pki/ca.crt]
            volumeMounts:
              - {name: pki, mountPath: /etc/kubernetes/pki}
        volumes:
          - name: pki
            hostPath: {path: /etc/kubernetes/pki/etcd}
    `,
  },
];
