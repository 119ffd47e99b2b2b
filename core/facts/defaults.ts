/** What the programs do where a security-relevant flag is not given, by release. */

import type { ComponentName } from '../model/component.ts';
import { isBoolean } from './flags.ts';

/**
 * The default of a flag in a release, as text; `value` is undefined where the default is empty.
 * The whole is undefined where the default is not known, or where no release is stated and releases differ.
 * `version` is `X.Y`: of Kubernetes, or of etcd for etcd.
 */
export function defaultOf(
  component: ComponentName,
  flag: string,
  version: string | undefined,
): { readonly value: string | undefined } | undefined {
  const entry = DEFAULTS[component]?.[flag];
  if (entry === undefined) return { value: isBoolean(component, flag) ? 'false' : undefined };
  if (typeof entry === 'string') return { value: entry };
  if (version === undefined) return undefined;
  const found = entry.findLast(([since]) => compareVersions(since, version) <= 0);
  return found && { value: found[1] };
}

/** What a default has been: `since` is undefined where the value holds for every release; `value` where the default is empty. */
export interface PastDefault {
  readonly since: string | undefined;
  readonly value: string | undefined;
}

/** Every default that a flag has had, oldest first; the version's own where a version is given. None where it is not known. */
export function defaultsOf(component: ComponentName, flag: string, version: string | undefined): readonly PastDefault[] {
  const now = defaultOf(component, flag, version);
  if (now) return [{ since: undefined, value: now.value }];
  const entry = DEFAULTS[component]?.[flag];
  return version === undefined && Array.isArray(entry) ? entry.map(([since, value]) => ({ since, value })) : [];
}

/**
 * The flags that name a file in which this setting may stand instead: where one of them is given, a missing flag says nothing.
 * The API server's exclude the flags they replace (KEP-3221, KEP-3331); etcd's makes it look at nothing else.
 */
export function configuredBy(component: ComponentName, flag: string): readonly string[] {
  if (component === 'kube-apiserver') return EXCLUDED_BY[flag] ?? [];
  return CONFIGURATION_FILES[component] ?? [];
}

const EXCLUDED_BY: Readonly<Record<string, readonly string[]>> = {
  'anonymous-auth': ['authentication-config'],
  'authorization-mode': ['authorization-config'],
};

const CONFIGURATION_FILES: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  etcd: ['config-file'],
  kubelet: ['config', 'config-dir'],
  'kube-proxy': ['config'],
  'kube-scheduler': ['config'],
};

/** Less than, equal to or greater than zero, as `a` is older than, the same as or newer than `b`. Both are `X.Y`. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Whether a version is known and not older than another. Both are `X.Y`. */
export const atLeast = (version: string | undefined, minimum: string): boolean =>
  version !== undefined && compareVersions(version, minimum) >= 0;

/** `X.Y` from `v1.29.3`, `1.29`, `v1.29.3-gke.100`, `3.5.9-0`; undefined from everything else. */
export function minorVersion(text: string | undefined): string | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,4})(?![\d])/.exec(text ?? '');
  return match ? `${Number(match[1])}.${Number(match[2])}` : undefined;
}

/** One text for all releases, or what holds since a release (`undefined`: the flag is gone or empty); nothing is known of releases before the first. */
type Default = string | readonly (readonly [since: string, value: string | undefined])[];

/**
 * From `--help` of 1.15 to 1.34 and etcd 3.3 to 3.7. A boolean that is not named is false; any other flag is empty.
 * The kubelet's are those without `--config`: with a configuration file, the file decides.
 */
const DEFAULTS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, Default>>>>> = {
  'kube-apiserver': {
    'aggregator-reject-forwarding-redirect': 'true',
    'anonymous-auth': 'true',
    'audit-log-format': 'json',
    'audit-log-maxage': '0',
    'audit-log-maxbackup': '0',
    'audit-log-maxsize': '0',
    'audit-log-mode': 'blocking',
    'audit-webhook-mode': 'batch',
    'authentication-token-webhook-cache-ttl': '2m0s',
    'authentication-token-webhook-version': 'v1beta1',
    'authorization-mode': 'AlwaysAllow',
    'authorization-webhook-cache-authorized-ttl': '5m0s',
    'authorization-webhook-cache-unauthorized-ttl': '30s',
    'authorization-webhook-version': 'v1beta1',
    'bind-address': '0.0.0.0',
    'cert-dir': '/var/run/kubernetes',
    'enable-garbage-collector': 'true',
    'enable-logs-handler': [['1.34', 'false']],
    'enable-priority-and-fairness': [
      ['1.15', 'false'],
      ['1.20', 'true'],
    ],
    'etcd-prefix': '/registry',
    'event-ttl': '1h0m0s',
    'insecure-bind-address': [
      ['1.15', '127.0.0.1'],
      ['1.20', undefined],
    ],
    'insecure-port': [
      ['1.15', '8080'],
      ['1.20', '0'],
      ['1.24', undefined],
    ],
    'kubelet-https': 'true',
    'max-mutating-requests-inflight': '200',
    'max-requests-inflight': '400',
    'oidc-signing-algs': 'RS256',
    'oidc-username-claim': 'sub',
    profiling: 'true',
    'request-timeout': '1m0s',
    'secure-port': '6443',
    'service-account-extend-token-expiration': [
      ['1.15', 'false'],
      ['1.20', 'true'],
    ],
    'service-account-lookup': 'true',
    'watch-cache': 'true',
  },
  'kube-controller-manager': {
    address: [
      ['1.15', '0.0.0.0'],
      ['1.22', undefined],
    ],
    'authorization-always-allow-paths': [
      ['1.15', '/healthz'],
      ['1.23', '/healthz,/readyz,/livez'],
    ],
    'bind-address': '0.0.0.0',
    'cluster-signing-duration': '8760h0m0s',
    'configure-cloud-routes': 'true',
    controllers: '*',
    'enable-dynamic-provisioning': 'true',
    'enable-garbage-collector': 'true',
    'leader-elect': 'true',
    profiling: 'true',
    'secure-port': '10257',
    'terminated-pod-gc-threshold': '12500',
  },
  'kube-scheduler': {
    address: [
      ['1.15', '0.0.0.0'],
      ['1.23', undefined],
    ],
    'authorization-always-allow-paths': [
      ['1.15', '/healthz'],
      ['1.23', '/healthz,/readyz,/livez'],
    ],
    'bind-address': '0.0.0.0',
    'leader-elect': 'true',
    profiling: 'true',
    'secure-port': '10259',
  },
  kubelet: {
    address: '0.0.0.0',
    'anonymous-auth': 'true',
    'authorization-mode': 'AlwaysAllow',
    'cert-dir': '/var/lib/kubelet/pki',
    'cgroups-per-qos': 'true',
    'cpu-cfs-quota': 'true',
    'enable-controller-attach-detach': 'true',
    'enable-debugging-handlers': 'true',
    'enable-server': 'true',
    'event-qps': [
      ['1.15', '5'],
      ['1.27', '50'],
    ],
    'fail-swap-on': 'true',
    'healthz-bind-address': '127.0.0.1',
    'healthz-port': '10248',
    'make-iptables-util-chains': 'true',
    'pod-max-pids': '-1',
    port: '10250',
    'read-only-port': '10255',
    'register-node': 'true',
    'root-dir': '/var/lib/kubelet',
    'serialize-image-pulls': 'true',
    'streaming-connection-idle-timeout': '4h0m0s',
  },
  etcd: {
    'advertise-client-urls': 'http://localhost:2379',
    'auth-token': 'simple',
    cors: '*',
    'data-dir': 'NAME.etcd',
    'discovery-fallback': [
      ['3.3', 'proxy'],
      ['3.6', 'exit'],
    ],
    'enable-v2': [
      ['3.3', 'true'],
      ['3.4', 'false'],
    ],
    'host-whitelist': '*',
    'initial-advertise-peer-urls': 'http://localhost:2380',
    'initial-cluster': 'default=http://localhost:2380',
    'initial-cluster-token': 'etcd-cluster',
    'listen-client-urls': 'http://localhost:2379',
    'listen-peer-urls': 'http://localhost:2380',
    metrics: 'basic',
    name: 'default',
    'pre-vote': [
      ['3.4', 'false'],
      ['3.5', 'true'],
    ],
    'self-signed-cert-validity': '1',
    'strict-reconfig-check': 'true',
    'tls-min-version': 'TLS1.2',
  },
};
