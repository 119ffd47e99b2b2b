/** What k3s passes to the programs that it runs within itself, where the user says nothing else. */

import type { ComponentName } from '../model/component.ts';
import { compareVersions } from './defaults.ts';
import { NODE_ADDRESS, NODE_NAME } from './kubeadm.ts';

/** What of a configuration decides on the flags, for k3s and for RKE2, which is built on it. Undefined where it does not say. */
export interface K3sChoices {
  /** `X.Y`. */
  readonly version: string | undefined;
  /** Where it keeps its files; undefined where a template decides. */
  readonly dataDir: string | undefined;
  /** The etcd that the API server talks to: one that runs beside it, or one of the user's own. Undefined where it may be either, or none. */
  readonly etcd: 'own' | 'external' | undefined;
}

/** Where k3s keeps its files by default, as root. */
export const K3S_DATA = '/var/lib/rancher/k3s';

/** The configuration that it writes to encrypt Secrets, in a data directory. */
export const encryptionFile = (dataDir: string): string => `${dataDir}/server/cred/encryption-config.json`;

/** Where etcd serves its metrics, with `etcd-expose-metrics: true` and without. */
export const ETCD_METRICS = {
  local: 'http://127.0.0.1:2381',
  exposed: `http://127.0.0.1:2381,http://${NODE_ADDRESS}:2381`,
} as const;

/**
 * Flags and values; undefined for one that is passed, or may be passed, with a value that the configuration does not tell.
 * Sources: k3s `pkg/daemons/control/server.go`, `pkg/daemons/agent/agent.go` and `agent_linux.go`, `pkg/cli/server/server.go`, `pkg/etcd/etcd.go`,
 * 1.22 to 1.33. What it writes into a file for the kubelet since 1.32, it passed as flags before.
 */
export function suppliedByK3s(component: ComponentName, choices: K3sChoices): Readonly<Record<string, string | undefined>> {
  const { dataDir } = choices;
  const server: InFolder = name => (dataDir === undefined ? undefined : `${dataDir}/server/${name}`);
  const agent: InFolder = name => (dataDir === undefined ? undefined : `${dataDir}/agent/${name}`);
  switch (component) {
    case 'kube-apiserver':
      return apiserver(choices, server);
    case 'kube-controller-manager':
      return controllerManager(server);
    case 'kube-scheduler':
      return { ...kubeconfigs(server('cred/scheduler.kubeconfig')), 'bind-address': '127.0.0.1', profiling: 'false' };
    case 'kubelet':
      return kubelet(agent);
    case 'kube-proxy':
      return {
        'cluster-cidr': undefined,
        'feature-gates': undefined,
        'healthz-bind-address': '127.0.0.1',
        'hostname-override': undefined,
        kubeconfig: agent('kubeproxy.kubeconfig'),
        'proxy-mode': 'iptables',
      };
    case 'etcd':
      return etcd(server);
  }
}

type InFolder = (name: string) => string | undefined;

type Supplied = Record<string, string | undefined>;

function apiserver({ version, etcd }: K3sChoices, server: InFolder): Supplied {
  const certificate: InFolder = name => server(`tls/${name}`);
  return {
    'advertise-address': undefined,
    'allow-privileged': 'true',
    'anonymous-auth': 'false',
    'api-audiences': undefined,
    'authorization-mode': 'Node,RBAC',
    'bind-address': undefined,
    'cert-dir': undefined,
    'client-ca-file': certificate('client-ca.crt'),
    'egress-selector-config-file': undefined,
    'enable-admission-plugins': 'NodeRestriction',
    'enable-aggregator-routing': undefined,
    'enable-bootstrap-token-auth': 'true',
    ...etcdClient(etcd, certificate),
    'feature-gates': undefined,
    ...(version === undefined || compareVersions(version, '1.20') < 0 ? { 'insecure-port': '0' } : {}),
    'kubelet-certificate-authority': certificate('server-ca.crt'),
    'kubelet-client-certificate': certificate('client-kube-apiserver.crt'),
    'kubelet-client-key': certificate('client-kube-apiserver.key'),
    'kubelet-preferred-address-types': undefined,
    profiling: 'false',
    'proxy-client-cert-file': certificate('client-auth-proxy.crt'),
    'proxy-client-key-file': certificate('client-auth-proxy.key'),
    'requestheader-allowed-names': 'system:auth-proxy',
    'requestheader-client-ca-file': certificate('request-header-ca.crt'),
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'secure-port': undefined,
    'service-account-issuer': undefined,
    'service-account-key-file': certificate('service.key'),
    'service-account-signing-key-file': undefined,
    'service-cluster-ip-range': undefined,
    'service-node-port-range': undefined,
    'storage-backend': 'etcd3',
    'tls-cert-file': certificate('serving-kube-apiserver.crt'),
    'tls-cipher-suites': CIPHER_SUITES,
    'tls-private-key-file': certificate('serving-kube-apiserver.key'),
  };
}

/** For an etcd of one's own, k3s passes what the configuration says, and nothing else. */
function etcdClient(etcd: K3sChoices['etcd'], certificate: InFolder): Supplied {
  if (etcd === 'external') return {};
  if (!etcd) return { 'etcd-servers': undefined, 'etcd-cafile': undefined, 'etcd-certfile': undefined, 'etcd-keyfile': undefined };
  return {
    'etcd-servers': 'https://127.0.0.1:2379',
    'etcd-cafile': certificate('etcd/server-ca.crt'),
    'etcd-certfile': certificate('etcd/client.crt'),
    'etcd-keyfile': certificate('etcd/client.key'),
  };
}

/** What k3s itself takes from its API server's arguments, and passes on where nothing is there. */
const CIPHER_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
].join(',');

function controllerManager(server: InFolder): Supplied {
  return {
    ...kubeconfigs(server('cred/controller.kubeconfig')),
    'allocate-node-cidrs': 'true',
    'bind-address': '127.0.0.1',
    'cluster-cidr': undefined,
    'configure-cloud-routes': undefined,
    controllers: undefined,
    'feature-gates': undefined,
    profiling: 'false',
    'root-ca-file': server('tls/server-ca.crt'),
    'service-account-private-key-file': undefined,
    'service-cluster-ip-range': undefined,
    'use-service-account-credentials': 'true',
  };
}

const kubeconfigs = (path: string | undefined): Supplied => ({
  kubeconfig: path,
  'authentication-kubeconfig': path,
  'authorization-kubeconfig': path,
});

/** Its certificates come from k3s, which renews them itself when it starts. */
function kubelet(agent: InFolder): Supplied {
  return {
    address: undefined,
    'allowed-unsafe-sysctls': undefined,
    'anonymous-auth': 'false',
    'authentication-token-webhook': 'true',
    'authorization-mode': 'Webhook',
    'cgroup-driver': undefined,
    'client-ca-file': agent('client-ca.crt'),
    'cloud-provider': undefined,
    'cluster-dns': undefined,
    'cluster-domain': undefined,
    'container-runtime-endpoint': undefined,
    'eviction-hard': 'imagefs.available<5%,nodefs.available<5%',
    'eviction-minimum-reclaim': 'imagefs.available=10%,nodefs.available=10%',
    'fail-swap-on': 'false',
    'feature-gates': undefined,
    'healthz-bind-address': '127.0.0.1',
    'hostname-override': undefined,
    kubeconfig: agent('kubelet.kubeconfig'),
    'node-ip': undefined,
    'node-labels': undefined,
    'pod-manifest-path': undefined,
    'read-only-port': '0',
    'resolv-conf': undefined,
    'rotate-certificates': undefined,
    'rotate-server-certificates': undefined,
    'tls-cert-file': agent('serving-kubelet.crt'),
    'tls-cipher-suites': undefined,
    'tls-min-version': undefined,
    'tls-private-key-file': agent('serving-kubelet.key'),
  };
}

/** All of it goes into a configuration file. */
function etcd(server: InFolder): Supplied {
  const certificate: InFolder = name => server(`tls/etcd/${name}`);
  return {
    'advertise-client-urls': `https://${NODE_ADDRESS}:2379`,
    'cert-file': certificate('server-client.crt'),
    'cipher-suites': undefined,
    'client-cert-auth': 'true',
    'data-dir': server('db/etcd'),
    'election-timeout': '5000',
    'experimental-initial-corrupt-check': undefined,
    'feature-gates': undefined,
    'heartbeat-interval': '500',
    'initial-advertise-peer-urls': undefined,
    'initial-cluster': undefined,
    'initial-cluster-state': undefined,
    'key-file': certificate('server-client.key'),
    'listen-client-http-urls': undefined,
    'listen-client-urls': `https://127.0.0.1:2379,https://${NODE_ADDRESS}:2379`,
    'listen-metrics-urls': ETCD_METRICS.local,
    'listen-peer-urls': `https://127.0.0.1:2380,https://${NODE_ADDRESS}:2380`,
    'log-outputs': 'stderr',
    logger: 'zap',
    name: NODE_NAME,
    'peer-cert-file': certificate('peer-server-client.crt'),
    'peer-client-cert-auth': 'true',
    'peer-key-file': certificate('peer-server-client.key'),
    'peer-trusted-ca-file': certificate('peer-ca.crt'),
    'snapshot-count': '10000',
    'socket-reuse-address': undefined,
    'socket-reuse-port': undefined,
    'tls-min-version': undefined,
    'trusted-ca-file': certificate('server-ca.crt'),
  };
}
