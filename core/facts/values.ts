/** The words that flags take, where only certain words are taken. */

import { admissionPlugins, hasPlugin } from './admission.ts';
import type { ComponentName } from '../model/component.ts';
import { flagType } from './flags.ts';
import { gatesIn } from './featuregates.ts';
import { STRONG_CIPHER_SUITES } from './ciphers.ts';

/** What may be written for a flag, or for an entry of its list, the best first; none where anything may. `version` is `X.Y` of the program. */
export function valuesOf(component: ComponentName, flag: string, version: string | undefined): readonly string[] {
  if (flagType(component, flag) === 'boolean') return ['true', 'false'];
  if (component === 'kube-apiserver' && ADMISSION.test(flag)) return plugins(flag, version);
  if (/^(?:tls-)?cipher-suites$/.test(flag)) return STRONG_CIPHER_SUITES;
  if (flag === 'feature-gates') return gatesIn(component, version);
  return own(VALUES[component], flag) ?? (component === 'etcd' ? [] : (own(SHARED, flag) ?? []));
}

/**
 * All that a flag takes, or an entry of its list, in any release that is known; undefined where other words may do, or are told of elsewhere.
 * The programs check these words before they start: `k8s.io/apiserver/pkg/server/options`, `pkg/kubeapiserver/options`, `server/embed` of etcd.
 */
export function allWordsOf(component: ComponentName, flag: string): readonly string[] | undefined {
  const older = own(CLOSED[component], flag);
  return older && [...valuesOf(component, flag, undefined), ...older];
}

/** A flag may be called like something that every object has. */
const own = (table: Readonly<Record<string, readonly string[]>> | undefined, flag: string): readonly string[] | undefined =>
  table && Object.hasOwn(table, flag) ? table[flag] : undefined;

const ADMISSION = /^(?:admission-control|(?:enable|disable)-admission-plugins)$/;

/** First those that the flag changes something about. */
function plugins(flag: string, version: string | undefined): readonly string[] {
  const all = [...admissionPlugins().values()].filter(it => hasPlugin(it, version));
  const changes = all.filter(it => it.isDefault === (flag === 'disable-admission-plugins'));
  return [...changes, ...all.filter(it => !changes.includes(it))].map(it => it.name);
}

type Values = Readonly<Record<string, readonly string[]>>;

/** Of Kubernetes' own programs: `k8s.io/component-base` and `k8s.io/apiserver`. */
const SHARED: Values = {
  'leader-elect-resource-lock': ['leases'],
  'logging-format': ['text', 'json'],
  'tls-min-version': ['VersionTLS12', 'VersionTLS13'],
};

/** From the options of each program. */
const VALUES: Readonly<Partial<Record<ComponentName, Values>>> = {
  'kube-apiserver': {
    'audit-log-format': ['json', 'legacy'],
    'audit-log-mode': ['batch', 'blocking', 'blocking-strict'],
    'audit-log-version': ['audit.k8s.io/v1'],
    'audit-webhook-mode': ['batch', 'blocking', 'blocking-strict'],
    'audit-webhook-version': ['audit.k8s.io/v1'],
    'authentication-token-webhook-version': ['v1', 'v1beta1'],
    'authorization-mode': ['Node', 'RBAC', 'Webhook', 'ABAC', 'AlwaysDeny', 'AlwaysAllow'],
    'authorization-webhook-version': ['v1', 'v1beta1'],
    'endpoint-reconciler-type': ['lease', 'master-count', 'none'],
    'kubelet-preferred-address-types': ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP'],
    'oidc-signing-algs': ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'],
    'storage-media-type': ['application/vnd.kubernetes.protobuf', 'application/json', 'application/yaml'],
  },
  'kube-controller-manager': { 'cidr-allocator-type': ['RangeAllocator', 'CloudAllocator'] },
  kubelet: {
    'authorization-mode': ['Webhook', 'AlwaysAllow'],
    'cgroup-driver': ['systemd', 'cgroupfs'],
    'cpu-manager-policy': ['none', 'static'],
    'hairpin-mode': ['promiscuous-bridge', 'hairpin-veth', 'none'],
    'memory-manager-policy': ['None', 'Static'],
    'topology-manager-policy': ['none', 'best-effort', 'restricted', 'single-numa-node'],
    'topology-manager-scope': ['container', 'pod'],
  },
  'kube-proxy': {
    'detect-local-mode': ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix'],
    'proxy-mode': ['iptables', 'ipvs', 'nftables'],
  },
  etcd: {
    'auto-compaction-mode': ['periodic', 'revision'],
    'discovery-fallback': ['exit', 'proxy'],
    'initial-cluster-state': ['new', 'existing'],
    'log-level': ['info', 'warn', 'error', 'debug', 'panic', 'fatal'],
    metrics: ['basic', 'extensive'],
    'tls-max-version': ['TLS1.2', 'TLS1.3'],
    'tls-min-version': ['TLS1.2', 'TLS1.3'],
  },
};

/** Flags that refuse every other word, with the words that only older releases take. */
const CLOSED: Readonly<Partial<Record<ComponentName, Values>>> = {
  'kube-apiserver': {
    'audit-log-format': [],
    'audit-log-mode': [],
    'audit-log-version': ['audit.k8s.io/v1beta1', 'audit.k8s.io/v1alpha1'],
    'audit-webhook-mode': [],
    'audit-webhook-version': ['audit.k8s.io/v1beta1', 'audit.k8s.io/v1alpha1'],
    'authentication-token-webhook-version': [],
    'authorization-mode': [],
    'authorization-webhook-version': [],
    'endpoint-reconciler-type': [],
    'oidc-signing-algs': [],
  },
  kubelet: { 'authorization-mode': [] },
  etcd: { 'auto-compaction-mode': [] },
};
