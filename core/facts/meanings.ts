/** What the security-relevant flags of control-plane programs do, in one or two plain sentences. */

import { APISERVER } from './meanings-apiserver.ts';
import type { ComponentName } from '../model/component.ts';
import { ETCD } from './meanings-etcd.ts';
import { KUBELET } from './meanings-kubelet.ts';

/** Undefined for a flag that nothing is known of. */
export function meaningOf(component: ComponentName, flag: string): string | undefined {
  const meanings = MEANINGS[component];
  return Object.hasOwn(meanings, flag) ? meanings[flag] : undefined;
}

/** The flags of a program that have a meaning here. */
export const describedFlags = (component: ComponentName): readonly string[] => Object.keys(MEANINGS[component]);

type Meanings = Readonly<Record<string, string>>;

/** What Kubernetes' own servers share (`k8s.io/apiserver/pkg/server/options`). */
const SERVING: Meanings = {
  'bind-address': 'The address of the machine on which --secure-port is served; 0.0.0.0 and :: stand for all of them.',
  'cert-dir':
    'The folder for a self-signed certificate, which the program makes where --tls-cert-file and --tls-private-key-file are not given.',
  'client-ca-file':
    'The CAs of client certificates that are accepted. The common name becomes the user, the organisations become the groups.',
  'disable-http2-serving': 'Whether clients are held to HTTP/1.1.',
  'feature-gates': 'Turns features on and off that are not settled: Feature=true or Feature=false.',
  profiling: 'Whether profiles of the running program are served at /debug/pprof.',
  'requestheader-allowed-names':
    'Common names of the client certificates whose holders may name the user in headers. Where it is empty, every certificate from --requestheader-client-ca-file will do.',
  'requestheader-client-ca-file': 'The CAs of the proxies that are believed when they name the user in headers of a request.',
  'secure-port': 'The port for HTTPS, with authentication and authorization.',
  'tls-cert-file': 'The file with the certificate for HTTPS, followed by those of its CAs.',
  'tls-cipher-suites': 'The cipher suites that clients may choose from. It does not bear on TLS 1.3, whose suites cannot be chosen.',
  'tls-min-version':
    'The oldest version of TLS that clients may use: VersionTLS10 to VersionTLS13. Where it is not given, that is TLS 1.2.',
  'tls-private-key-file': 'The file with the private key that belongs to --tls-cert-file.',
  'tls-sni-cert-key': 'Further certificates with their keys, for clients that ask for other host names.',
};

/** What the controller manager and the scheduler do to let clients in: they ask the API server. */
const DELEGATING: Meanings = {
  address: 'The address for requests that are neither encrypted, authenticated nor authorized.',
  'authentication-kubeconfig':
    'The kubeconfig file with which the program asks the API server who its clients are. Without it, everyone with a token is anonymous.',
  'authentication-skip-lookup': 'Whether the CAs that the cluster publishes for clients and proxies are left out.',
  'authorization-always-allow-paths': 'Paths that anyone may request without being authorized; a trailing * stands for all below.',
  'authorization-kubeconfig':
    'The kubeconfig file with which the program asks the API server what its clients may do. Without it, nobody may do more than --authorization-always-allow-paths says.',
  kubeconfig: 'The file that says where the API server is, and as whom the program speaks to it.',
  'leader-elect': 'Whether only one of several instances acts at a time.',
  port: 'The port for requests that are neither encrypted, authenticated nor authorized; 0 turns it off.',
};

/** The files of signers that have a CA of their own, by their names in flags. */
const signers = (signed: Meanings): Meanings =>
  Object.fromEntries(
    Object.entries(signed).flatMap(([signer, what]) => [
      [`cluster-signing-${signer}-cert-file`, `The CA certificate that signs ${what}, in place of --cluster-signing-cert-file.`],
      [`cluster-signing-${signer}-key-file`, `The private key of the CA that signs ${what}, in place of --cluster-signing-key-file.`],
    ]),
  );

const CONTROLLER_MANAGER: Meanings = {
  'cluster-signing-cert-file': 'The CA certificate that signs what is approved of the CertificateSigningRequests of the cluster.',
  'cluster-signing-duration': 'How long certificates last that are signed for CertificateSigningRequests; a request may ask for less.',
  'cluster-signing-key-file': 'The private key of the CA that signs CertificateSigningRequests.',
  ...signers({
    'kube-apiserver-client': 'client certificates for the API server',
    'kubelet-client': 'client certificates of kubelets',
    'legacy-unknown': 'certificates of the signer kubernetes.io/legacy-unknown',
  }),
  controllers: 'The controllers to run: * for those that are on by default, a name to add one, -name to leave one out.',
  'enable-hostpath-provisioner': 'Whether volumes of type hostPath are made for claims, which is meant for development and tests only.',
  'pod-eviction-timeout': 'How long Pods of a node that is gone are kept, where taints do not decide that.',
  'root-ca-file': 'The CA certificate that Pods are given to verify the API server with.',
  'service-account-private-key-file': 'The private key that long-lived service account tokens, those kept in Secrets, are signed with.',
  'terminated-pod-gc-threshold': 'How many Pods that have ended are kept before the oldest are deleted; 0 keeps all.',
  'use-service-account-credentials':
    'Whether each controller uses a service account of its own, with its own rights, rather than all of them the identity of the controller manager.',
};

const SCHEDULER: Meanings = {
  config: 'A file with a KubeSchedulerConfiguration. Where it is given, some flags have no effect.',
};

const PROXY: Meanings = {
  config: 'A file with a KubeProxyConfiguration. Where it is given, most flags have no effect.',
  'feature-gates': SERVING['feature-gates']!,
  'healthz-bind-address': 'The address and port for /healthz, without authentication; 0.0.0.0 and :: stand for all of the machine.',
  'iptables-localhost-nodeports': 'Whether node ports can be reached on the loopback addresses of the node as well.',
  kubeconfig: DELEGATING.kubeconfig!,
  'metrics-bind-address': 'The address and port for /metrics and, if asked for, profiles, without authentication.',
  'nodeport-addresses': 'The networks of the node on whose addresses node ports are open. Where it is empty, that is all of them.',
  profiling: 'Whether profiles of the running program are served at /debug/pprof, on --metrics-bind-address.',
  'proxy-mode': 'How traffic to Services is sent on: iptables, ipvs or nftables.',
};

const MEANINGS: Readonly<Record<ComponentName, Meanings>> = {
  'kube-apiserver': { ...SERVING, ...APISERVER },
  'kube-controller-manager': { ...SERVING, ...DELEGATING, ...CONTROLLER_MANAGER },
  'kube-scheduler': { ...SERVING, ...DELEGATING, ...SCHEDULER },
  kubelet: KUBELET,
  'kube-proxy': PROXY,
  etcd: ETCD,
};
