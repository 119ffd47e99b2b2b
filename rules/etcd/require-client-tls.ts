import { component, defineRule, ETCD_CLIENTS, etcdTlsProblems, type Example, text } from '#core';

export default defineRule({
  id: 'etcd/require-client-tls',
  summary: 'etcd must talk TLS with its clients, and know who they are.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['2.1', '2.2'],
    checkov: ['CKV_K8S_116', 'CKV_K8S_117'],
    trivy: ['KCV-0042', 'KCV-0043'],
    kubescape: ['C-0153', 'C-0154'],
  },
  links: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters',
  ],
  docs: {
    why: `
      etcd holds all there is in the cluster, Secrets included, and asks nobody for permission. Whoever reaches its
      port without TLS and client certificates reads and writes everything, past every role and every audit log.`,
    fix: `
      Give etcd a certificate and a CA of its own, listen on \`https://\` only, and set \`--client-cert-auth\`. The API server
      then needs \`--etcd-cafile\`, \`--etcd-certfile\` and \`--etcd-keyfile\`.`,
    ignore: 'A throw-away test cluster. Where etcd listens on Unix sockets only, Rampart says nothing.',
  },

  on: component('etcd'),

  check: etcd => etcdTlsProblems(etcd, ETCD_CLIENTS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Plain text',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd \
                ^^^^^^^^^^^^^^^^^^^ Clients talk to etcd in plain text: --cert-file is not set.
        --advertise-client-urls=http://10.0.0.4:2379 \
        --listen-client-urls=http://10.0.0.4:2379
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd \
        --advertise-client-urls=https://10.0.0.4:2379 \
        --cert-file=/etc/kubernetes/pki/etcd/server.crt \
        --client-cert-auth=true \
        --key-file=/etc/kubernetes/pki/etcd/server.key \
        --listen-client-urls=https://10.0.0.4:2379 \
        --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'TLS, but no question who is there',
    file: 'etcd.conf.yml',
    bad: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        cert-file: /etc/etcd/server.crt # by the platform team
        key-file: /etc/etcd/server.key
        client-cert-auth: false
                          ^^^^^ Anyone who reaches etcd's client port is let in: client-transport-security.client-cert-auth is false.
    `,
    fixed: text`
      name: first
      listen-client-urls: https://10.0.0.4:2379
      client-transport-security:
        cert-file: /etc/etcd/server.crt # by the platform team
        key-file: /etc/etcd/server.key
        client-cert-auth: true
        trusted-ca-file: /etc/etcd/ca.crt
    `,
  },
  {
    title: 'A second way in, without TLS',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --key-file=s.key --trusted-ca-file=ca.crt --listen-client-urls=https://10.0.0.4:2379,http://127.0.0.1:2379
                                                                                                                                           ^^^^^^^^^^^^^^^^^^^^^ Clients may talk to etcd in plain text: --listen-client-urls has http://127.0.0.1:2379.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --cert-file=s.crt --key-file=s.key --trusted-ca-file=ca.crt --listen-client-urls=https://10.0.0.4:2379,https://127.0.0.1:2379
    `,
  },
  {
    title: 'Half of a fix would stand elsewhere, and etcd before 2.0 has other flags',
    file: 'manifests/etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
      spec:
        containers:
        - name: etcd
          command:
          - etcd
            ^^^^ Clients talk to etcd in plain text: --cert-file is not set.
          - --listen-client-urls=$(CLIENT_URLS)
        - name: older
          command:
          - etcd
            ^^^^ Clients talk to etcd in plain text: --cert-file is not set.
          - --addr=$(POD_IP):4001
    `,
  },
  {
    title: 'A Unix socket',
    file: 'etcd.conf.yml',
    good: text`
      name: only
      data-dir: /var/lib/etcd
      listen-client-urls: unix:///run/etcd/etcd.sock
    `,
  },
  {
    title: 'TLS, but no certificate',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --key-file=/etc/etcd/server.key --listen-client-urls=https://10.0.0.4:2379
                ^^^^^^^^^^^^^^^^^^^ etcd does not start: --listen-client-urls has https://10.0.0.4:2379, but --cert-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --advertise-client-urls=https://127.0.0.1:2379 --cert-file=/etc/kubernetes/pki/etcd/server.crt --client-cert-auth=true --key-file=/etc/etcd/server.key --listen-client-urls=https://10.0.0.4:2379 --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    `,
  },
  {
    title: 'TLS with client certificates, and what kubeadm does by itself',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      etcd:
        local:
          dataDir: /var/lib/etcd
    `,
  },
];
