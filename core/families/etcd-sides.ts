/** The two sides of etcd, clients and peers: which flags secure each. Source: etcd.io/docs/v3.6/op-guide/security. */

export interface EtcdSide {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  /** What `ca` was called before etcd 3.4; it, too, makes etcd ask for certificates. */
  readonly oldCa: string;
  readonly certAuth: string;
  readonly autoTls: string;
  /** Flags whose values are URLs that must be `https://`, the one to listen on first, and what to give those that are otherwise left to a default of `http://`. */
  readonly urls: Readonly<Record<string, string | undefined>>;
  /** The files kubeadm would name. */
  readonly files: Readonly<Record<'cert' | 'key' | 'ca', string>>;
  /** Who connects: "Clients", "Members". */
  readonly who: string;
  /** Where they come in, as a message names it. */
  readonly port: string;
}

export const ETCD_FOLDER = '/etc/kubernetes/pki/etcd';

export const ETCD_CLIENTS: EtcdSide = {
  cert: 'cert-file',
  key: 'key-file',
  ca: 'trusted-ca-file',
  oldCa: 'ca-file',
  certAuth: 'client-cert-auth',
  autoTls: 'auto-tls',
  urls: {
    'listen-client-urls': 'https://127.0.0.1:2379',
    'advertise-client-urls': 'https://127.0.0.1:2379',
    'listen-client-http-urls': undefined,
  },
  files: { cert: `${ETCD_FOLDER}/server.crt`, key: `${ETCD_FOLDER}/server.key`, ca: `${ETCD_FOLDER}/ca.crt` },
  who: 'Clients',
  port: "etcd's client port",
};

export const ETCD_PEERS: EtcdSide = {
  cert: 'peer-cert-file',
  key: 'peer-key-file',
  ca: 'peer-trusted-ca-file',
  oldCa: 'peer-ca-file',
  certAuth: 'peer-client-cert-auth',
  autoTls: 'peer-auto-tls',
  urls: {
    'listen-peer-urls': 'https://127.0.0.1:2380',
    'initial-advertise-peer-urls': 'https://127.0.0.1:2380',
    'initial-cluster': undefined,
  },
  files: { cert: `${ETCD_FOLDER}/peer.crt`, key: `${ETCD_FOLDER}/peer.key`, ca: `${ETCD_FOLDER}/ca.crt` },
  who: 'Members',
  port: "etcd's peer port",
};
