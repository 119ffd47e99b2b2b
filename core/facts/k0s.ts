/** What k0s passes to the programs that it starts, where the user says nothing else. */

import type { ComponentName } from '../model/component.ts';

/** Where k0s keeps certificates. */
const CERTIFICATES = '/var/lib/k0s/pki';

/**
 * Flags and values; undefined for one that is passed, or may be passed, with a value that the configuration does not tell. `hasEtcd` says that the
 * cluster is stored in the etcd that k0s runs. Sources: `pkg/component/controller/{apiserver,controllermanager,scheduler,etcd}.go`, 1.22 to 1.33.
 */
export function suppliedByK0s(component: ComponentName, hasEtcd: boolean): Readonly<Record<string, string | undefined>> {
  switch (component) {
    case 'kube-apiserver':
      return { ...APISERVER, ...(hasEtcd ? ETCD_CLIENT : NO_ETCD_CLIENT) };
    case 'kube-controller-manager':
      return CONTROLLER_MANAGER;
    case 'kube-scheduler':
      return { ...KUBECONFIGS, 'bind-address': '127.0.0.1', 'leader-elect': undefined, profiling: 'false' };
    case 'etcd':
      return ETCD;
    default:
      return {};
  }
}

const KUBECONFIGS = { kubeconfig: undefined, 'authentication-kubeconfig': undefined, 'authorization-kubeconfig': undefined };

const APISERVER: Readonly<Record<string, string | undefined>> = {
  'advertise-address': undefined,
  'allow-privileged': 'true',
  'anonymous-auth': 'false',
  'api-audiences': undefined,
  'authorization-mode': 'Node,RBAC',
  'client-ca-file': `${CERTIFICATES}/ca.crt`,
  'egress-selector-config-file': undefined,
  'enable-admission-plugins': undefined,
  'enable-bootstrap-token-auth': 'true',
  'feature-gates': undefined,
  'insecure-port': undefined,
  'kubelet-certificate-authority': undefined,
  'kubelet-client-certificate': `${CERTIFICATES}/apiserver-kubelet-client.crt`,
  'kubelet-client-key': `${CERTIFICATES}/apiserver-kubelet-client.key`,
  'kubelet-preferred-address-types': undefined,
  profiling: 'false',
  'proxy-client-cert-file': `${CERTIFICATES}/front-proxy-client.crt`,
  'proxy-client-key-file': `${CERTIFICATES}/front-proxy-client.key`,
  'requestheader-allowed-names': 'front-proxy-client',
  'requestheader-client-ca-file': `${CERTIFICATES}/front-proxy-ca.crt`,
  'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
  'requestheader-group-headers': 'X-Remote-Group',
  'requestheader-username-headers': 'X-Remote-User',
  'secure-port': undefined,
  'service-account-issuer': 'https://kubernetes.default.svc',
  'service-account-jwks-uri': undefined,
  'service-account-key-file': `${CERTIFICATES}/sa.pub`,
  'service-account-signing-key-file': `${CERTIFICATES}/sa.key`,
  'service-cluster-ip-range': undefined,
  'tls-cert-file': `${CERTIFICATES}/server.crt`,
  'tls-cipher-suites': undefined,
  'tls-min-version': undefined,
  'tls-private-key-file': `${CERTIFICATES}/server.key`,
};

const ETCD_CLIENT = {
  'etcd-servers': 'https://127.0.0.1:2379',
  'etcd-cafile': `${CERTIFICATES}/etcd/ca.crt`,
  'etcd-certfile': `${CERTIFICATES}/apiserver-etcd-client.crt`,
  'etcd-keyfile': `${CERTIFICATES}/apiserver-etcd-client.key`,
};

const NO_ETCD_CLIENT = { 'etcd-servers': undefined, 'etcd-cafile': undefined, 'etcd-certfile': undefined, 'etcd-keyfile': undefined };

const CONTROLLER_MANAGER: Readonly<Record<string, string | undefined>> = {
  ...KUBECONFIGS,
  'allocate-node-cidrs': 'true',
  'bind-address': '127.0.0.1',
  'client-ca-file': `${CERTIFICATES}/ca.crt`,
  'cluster-cidr': undefined,
  'cluster-name': 'k0s',
  'cluster-signing-cert-file': `${CERTIFICATES}/ca.crt`,
  'cluster-signing-key-file': `${CERTIFICATES}/ca.key`,
  controllers: '*,bootstrapsigner,tokencleaner',
  'feature-gates': undefined,
  'leader-elect': undefined,
  'node-cidr-mask-size': undefined,
  profiling: 'false',
  'requestheader-client-ca-file': `${CERTIFICATES}/front-proxy-ca.crt`,
  'root-ca-file': `${CERTIFICATES}/ca.crt`,
  'service-account-private-key-file': `${CERTIFICATES}/sa.key`,
  'service-cluster-ip-range': undefined,
  'terminated-pod-gc-threshold': '12500',
  'use-service-account-credentials': 'true',
};

/** Its client port is open to the node alone. */
const ETCD: Readonly<Record<string, string | undefined>> = {
  'advertise-client-urls': 'https://127.0.0.1:2379',
  'auth-token': undefined,
  'cert-file': `${CERTIFICATES}/etcd/server.crt`,
  'cipher-suites': undefined,
  'client-cert-auth': 'true',
  'data-dir': undefined,
  'enable-pprof': 'false',
  'initial-advertise-peer-urls': undefined,
  'initial-cluster': undefined,
  'initial-cluster-state': undefined,
  'key-file': `${CERTIFICATES}/etcd/server.key`,
  'listen-client-urls': 'https://127.0.0.1:2379',
  'listen-peer-urls': undefined,
  name: undefined,
  'peer-cert-file': `${CERTIFICATES}/etcd/peer.crt`,
  'peer-client-cert-auth': 'true',
  'peer-key-file': `${CERTIFICATES}/etcd/peer.key`,
  'peer-trusted-ca-file': `${CERTIFICATES}/etcd/ca.crt`,
  'tls-min-version': undefined,
  'trusted-ca-file': `${CERTIFICATES}/etcd/ca.crt`,
};
