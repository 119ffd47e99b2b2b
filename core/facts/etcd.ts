/** The three spellings of etcd's settings: flag, `ETCD_` variable, and key of the configuration file. */

import type { Path } from '../model/value.ts';

/** The flag that an `ETCD_` variable sets; undefined for variables that set none (`ETCDCTL_…`, `ETCD_UNSUPPORTED_ARCH`, `ETCD_ARGS`). */
export function flagOfVariable(variable: string): string | undefined {
  if (!/^ETCD_[A-Z0-9_]+$/.test(variable) || NOT_SETTINGS.test(variable)) return undefined;
  return variable.slice('ETCD_'.length).toLowerCase().replaceAll('_', '-');
}

export const variableOfFlag = (flag: string): string => `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`;

/** Where the configuration file (`--config-file`) keeps the setting; undefined where it has no key for it. */
export function pathOfFlag(flag: string): Path | undefined {
  if (NO_KEY.has(flag)) return undefined;
  return NESTED[flag] ?? [flag];
}

/** The flag that a path of the configuration file sets; undefined for the nesting keys themselves and for nested keys that etcd ignores. */
export function flagOfPath(path: Path): string | undefined {
  if (path.length === 1) {
    const key = String(path[0]);
    return key in NESTED || SECTIONS.has(key) ? undefined : key;
  }
  return FLAG_BY_PATH.get(path.join('.'));
}

/** The keys of a section, and the flags they stand for. */
export const keysOfSection = (section: string): ReadonlyMap<string, string> =>
  new Map(
    [...FLAG_BY_PATH].filter(([path]) => path.startsWith(`${section}.`)).map(([path, flag]) => [path.slice(section.length + 1), flag]),
  );

/** The mappings in which the configuration file nests settings. */
export const SECTIONS: ReadonlySet<string> = new Set([
  'client-transport-security',
  'peer-transport-security',
  'discovery-config',
  'socket-options',
]);

/** Whether text that has these top-level keys is etcd's configuration: at least two keys that are etcd's own, and nothing of Kubernetes. */
export const looksLikeEtcd = (keys: readonly string[]): boolean =>
  !keys.includes('apiVersion') && !keys.includes('kind') && new Set(keys.filter(it => OWN_KEYS.has(it))).size >= 2;

/** Keys that other programs' files hardly use; `name`, `debug` and `metrics` say nothing. From etcd.conf.yml.sample. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  ...SECTIONS,
  'advertise-client-urls',
  'auto-compaction-mode',
  'auto-compaction-retention',
  'data-dir',
  'election-timeout',
  'enable-pprof',
  'enable-v2',
  'force-new-cluster',
  'heartbeat-interval',
  'initial-advertise-peer-urls',
  'initial-cluster',
  'initial-cluster-state',
  'initial-cluster-token',
  'listen-client-urls',
  'listen-client-http-urls',
  'listen-metrics-urls',
  'listen-peer-urls',
  'max-snapshots',
  'max-wals',
  'quota-backend-bytes',
  'snapshot-count',
  'strict-reconfig-check',
  'wal-dir',
  'discovery-fallback',
  'proxy-failure-wait',
  'proxy-refresh-interval',
]);

/** What etcd, its images and its units use for other things; `…_ARGS` and the like hold whole command lines. */
const NOT_SETTINGS = /^ETCD_(?:VERSION|UNSUPPORTED_ARCH|IMAGE\w*|(?:\w+_)?(?:ARGS|OPTS|OPTIONS|FLAGS))$/;

/** The revocation lists have no key (`server/embed/config.go`); `config-file` names the file itself. */
const NO_KEY: ReadonlySet<string> = new Set(['client-crl-file', 'peer-crl-file', 'config-file', 'version', 'help', 'h']);

const CLIENT = 'client-transport-security';
const PEER = 'peer-transport-security';

/** From `securityConfig` and `configYAML` in etcd's `server/embed/config.go`, 3.6. */
const NESTED: Readonly<Record<string, Path>> = {
  'auto-tls': [CLIENT, 'auto-tls'],
  'ca-file': [CLIENT, 'ca-file'],
  'cert-file': [CLIENT, 'cert-file'],
  'client-cert-allowed-hostname': [CLIENT, 'allowed-hostname'],
  'client-cert-auth': [CLIENT, 'client-cert-auth'],
  'client-cert-file': [CLIENT, 'client-cert-file'],
  'client-key-file': [CLIENT, 'client-key-file'],
  'key-file': [CLIENT, 'key-file'],
  'trusted-ca-file': [CLIENT, 'trusted-ca-file'],
  'peer-auto-tls': [PEER, 'auto-tls'],
  'peer-ca-file': [PEER, 'ca-file'],
  'peer-cert-allowed-cn': [PEER, 'allowed-cn'],
  'peer-cert-allowed-hostname': [PEER, 'allowed-hostname'],
  'peer-cert-file': [PEER, 'cert-file'],
  'peer-client-cert-auth': [PEER, 'client-cert-auth'],
  'peer-client-cert-file': [PEER, 'client-cert-file'],
  'peer-client-key-file': [PEER, 'client-key-file'],
  'peer-key-file': [PEER, 'key-file'],
  // The older of two spellings comes first: a key stands for the newer.
  'experimental-peer-skip-client-san-verification': [PEER, 'skip-client-san-verification'],
  'peer-skip-client-san-verification': [PEER, 'skip-client-san-verification'],
  'peer-trusted-ca-file': [PEER, 'trusted-ca-file'],
  'socket-reuse-address': ['socket-options', 'reuse-address'],
  'socket-reuse-port': ['socket-options', 'reuse-port'],
};

const FLAG_BY_PATH: ReadonlyMap<string, string> = new Map(Object.entries(NESTED).map(([flag, path]) => [path.join('.'), flag]));
