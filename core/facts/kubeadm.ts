/** What kubeadm passes to the programs it starts, where the user says nothing else. */

import type { ComponentName } from '../model/component.ts';
import { compareVersions } from './defaults.ts';

/** What of a ClusterConfiguration decides on the flags. Undefined where the configuration does not say. */
export interface KubeadmChoices {
  /** `X.Y`. */
  readonly version: string | undefined;
  readonly certificatesDir: string | undefined;
  readonly etcd: 'local' | 'external';
  readonly etcdDataDir: string | undefined;
  readonly serviceSubnet: string | undefined;
  readonly podSubnet: string | undefined;
  readonly dnsDomain: string | undefined;
  readonly clusterName: string | undefined;
}

/** Stands in a value for the address of the node, which no file of the cluster states. */
export const NODE_ADDRESS = 'NODE_ADDRESS';

/** Stands in a value for the name of the node. */
export const NODE_NAME = 'NODE_NAME';

/**
 * Flags and values; undefined for a value that differs between patch releases. With external etcd, the four `etcd-…` flags of kube-apiserver are not among them: those come from `etcd.external`.
 * Sources: kubeadm's `app/phases/controlplane/manifests.go` and `app/phases/etcd/local.go` (`app/util/etcd`), 1.15 to 1.34, `v1beta1` to `v1beta4`.
 */
export function suppliedByKubeadm(component: ComponentName, choices: KubeadmChoices): Readonly<Record<string, string | undefined>> {
  const certificate = (name: string) => `${choices.certificatesDir ?? '/etc/kubernetes/pki'}/${name}`;
  switch (component) {
    case 'kube-apiserver':
      return apiserver(choices, certificate);
    case 'kube-controller-manager':
      return controllerManager(choices, certificate);
    case 'kube-scheduler':
      return { ...kubeconfigs('scheduler'), ...insecurePort(choices), 'bind-address': '127.0.0.1', 'leader-elect': 'true' };
    case 'etcd':
      return etcd(choices, certificate);
    default:
      return {};
  }
}

type Certificate = (name: string) => string;

function apiserver({ version, etcd, serviceSubnet, dnsDomain }: KubeadmChoices, certificate: Certificate): Record<string, string> {
  return {
    'advertise-address': NODE_ADDRESS,
    'allow-privileged': 'true',
    'authorization-mode': 'Node,RBAC',
    'client-ca-file': certificate('ca.crt'),
    'enable-admission-plugins': 'NodeRestriction',
    'enable-bootstrap-token-auth': 'true',
    ...(version === undefined || compareVersions(version, '1.20') < 0 ? { 'insecure-port': '0' } : {}),
    'kubelet-client-certificate': certificate('apiserver-kubelet-client.crt'),
    'kubelet-client-key': certificate('apiserver-kubelet-client.key'),
    'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname',
    'proxy-client-cert-file': certificate('front-proxy-client.crt'),
    'proxy-client-key-file': certificate('front-proxy-client.key'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-client-ca-file': certificate('front-proxy-ca.crt'),
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'secure-port': '6443',
    'service-account-key-file': certificate('sa.pub'),
    ...(version === undefined || compareVersions(version, '1.20') >= 0
      ? {
          'service-account-issuer': `https://kubernetes.default.svc.${dnsDomain ?? 'cluster.local'}`,
          'service-account-signing-key-file': certificate('sa.key'),
        }
      : {}),
    'service-cluster-ip-range': serviceSubnet ?? '10.96.0.0/12',
    'tls-cert-file': certificate('apiserver.crt'),
    'tls-private-key-file': certificate('apiserver.key'),
    ...(etcd === 'local'
      ? {
          'etcd-servers': 'https://127.0.0.1:2379',
          'etcd-cafile': certificate('etcd/ca.crt'),
          'etcd-certfile': certificate('apiserver-etcd-client.crt'),
          'etcd-keyfile': certificate('apiserver-etcd-client.key'),
        }
      : {}),
  };
}

function controllerManager(choices: KubeadmChoices, certificate: Certificate): Record<string, string | undefined> {
  const { podSubnet, serviceSubnet, clusterName } = choices;
  return {
    ...kubeconfigs('controller-manager'),
    ...insecurePort(choices),
    'bind-address': '127.0.0.1',
    'client-ca-file': certificate('ca.crt'),
    'cluster-name': clusterName ?? 'kubernetes',
    'cluster-signing-cert-file': certificate('ca.crt'),
    'cluster-signing-key-file': certificate('ca.key'),
    controllers: '*,bootstrapsigner,tokencleaner',
    'leader-elect': 'true',
    'requestheader-client-ca-file': certificate('front-proxy-ca.crt'),
    'root-ca-file': certificate('ca.crt'),
    'service-account-private-key-file': certificate('sa.key'),
    'use-service-account-credentials': 'true',
    ...(podSubnet === undefined
      ? {}
      : { 'allocate-node-cidrs': 'true', 'cluster-cidr': podSubnet, 'service-cluster-ip-range': serviceSubnet ?? '10.96.0.0/12' }),
  };
}

function etcd({ etcdDataDir }: KubeadmChoices, certificate: Certificate): Record<string, string> {
  return {
    'advertise-client-urls': `https://${NODE_ADDRESS}:2379`,
    'cert-file': certificate('etcd/server.crt'),
    'client-cert-auth': 'true',
    'data-dir': etcdDataDir ?? '/var/lib/etcd',
    'initial-advertise-peer-urls': `https://${NODE_ADDRESS}:2380`,
    'initial-cluster': `${NODE_NAME}=https://${NODE_ADDRESS}:2380`,
    'key-file': certificate('etcd/server.key'),
    'listen-client-urls': `https://127.0.0.1:2379,https://${NODE_ADDRESS}:2379`,
    'listen-metrics-urls': 'http://127.0.0.1:2381',
    'listen-peer-urls': `https://${NODE_ADDRESS}:2380`,
    name: NODE_NAME,
    'peer-cert-file': certificate('etcd/peer.crt'),
    'peer-client-cert-auth': 'true',
    'peer-key-file': certificate('etcd/peer.key'),
    'peer-trusted-ca-file': certificate('etcd/ca.crt'),
    'snapshot-count': '10000',
    'trusted-ca-file': certificate('etcd/ca.crt'),
  };
}

/** Of programs that talk to the API server, since 1.15 also to have their own requests authenticated by it. */
function kubeconfigs(program: string): Record<string, string> {
  const path = `/etc/kubernetes/${program}.conf`;
  return { kubeconfig: path, 'authentication-kubeconfig': path, 'authorization-kubeconfig': path };
}

/** The port without TLS is off since 1.19, and in the last patch releases before (kubernetes/kubernetes#92720); 1.23 has none any more. */
function insecurePort({ version }: KubeadmChoices): Record<string, string | undefined> {
  if (version === undefined || compareVersions(version, '1.23') >= 0) return {};
  return { port: compareVersions(version, '1.19') >= 0 ? '0' : undefined };
}
