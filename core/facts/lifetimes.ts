/** In which releases the programs know the flags that have a meaning here. */

import type { ComponentName } from '../model/component.ts';

/** Releases as `X.Y`: of Kubernetes, or of etcd for etcd. */
export interface Lifetime {
  /** The first release with the flag; undefined where that is 1.15 (etcd: 3.3), older, or not known. */
  readonly since?: string;
  /** The last release that starts with the flag; undefined where the newest does, or where that is not known. */
  readonly last?: string;
}

export function lifetimeOf(component: ComponentName, flag: string): Lifetime {
  const lifetimes = LIFETIMES[component] ?? {};
  return Object.hasOwn(lifetimes, flag) ? lifetimes[flag]! : {};
}

/** `1.24` for `1.23`: where a flag is gone that the given release still has. */
export function releaseAfter(version: string): string {
  const [major, minor] = version.split('.');
  return `${major}.${Number(minor) + 1}`;
}

/**
 * From `--help` of 1.15 to 1.34 and of etcd 3.3 to 3.7. Deprecated flags leave the help before they go: for those, the release notes of
 * 1.19 (basic authentication), 1.24 (insecure ports) and 1.27 (pod eviction).
 */
const LIFETIMES: Readonly<Partial<Record<ComponentName, Readonly<Record<string, Lifetime>>>>> = {
  'kube-apiserver': {
    address: { last: '1.23' },
    'aggregator-reject-forwarding-redirect': { since: '1.26' },
    'audit-log-compress': { since: '1.20' },
    'authentication-config': { since: '1.29' },
    'authentication-token-webhook-version': { since: '1.17' },
    'authorization-config': { since: '1.29' },
    'authorization-webhook-version': { since: '1.17' },
    'basic-auth-file': { last: '1.18' },
    'debug-socket-path': { since: '1.27' },
    'disable-http2-serving': { since: '1.31' },
    'egress-selector-config-file': { since: '1.16' },
    'enable-priority-and-fairness': { since: '1.18' },
    'encryption-provider-config-automatic-reload': { since: '1.26' },
    'insecure-bind-address': { last: '1.23' },
    'insecure-port': { last: '1.23' },
    'peer-ca-file': { since: '1.28' },
    port: { last: '1.23' },
    'service-account-extend-token-expiration': { since: '1.19' },
    'service-account-jwks-uri': { since: '1.18' },
    'service-account-signing-endpoint': { since: '1.32' },
    'strict-transport-security-directives': { since: '1.21' },
  },
  'kube-controller-manager': {
    address: { last: '1.23' },
    'cluster-signing-duration': { since: '1.19' },
    'disable-http2-serving': { since: '1.31' },
    'pod-eviction-timeout': { last: '1.26' },
    port: { last: '1.23' },
  },
  'kube-scheduler': {
    address: { last: '1.23' },
    'disable-http2-serving': { since: '1.31' },
    port: { last: '1.23' },
  },
  kubelet: {
    'config-dir': { since: '1.28' },
    'container-runtime': { last: '1.26' },
    'dynamic-config-dir': { last: '1.23' },
    'image-credential-provider-bin-dir': { since: '1.20' },
    'image-credential-provider-config': { since: '1.20' },
    'seccomp-default': { since: '1.22' },
  },
  etcd: {
    addr: { last: '3.2' },
    'bind-addr': { last: '3.2' },
    'ca-file': { last: '3.3' },
    'client-cert-allowed-hostname': { since: '3.4' },
    'client-cert-file': { since: '3.5' },
    'client-key-file': { since: '3.5' },
    debug: { last: '3.4' },
    discovery: { last: '3.6' },
    'enable-v2': { last: '3.5' },
    'experimental-peer-skip-client-san-verification': { last: '3.6' },
    'host-whitelist': { since: '3.4' },
    'listen-client-http-urls': { since: '3.4' },
    'peer-addr': { last: '3.2' },
    'peer-bind-addr': { last: '3.2' },
    'peer-ca-file': { last: '3.3' },
    'peer-cert-allowed-hostname': { since: '3.4' },
    'peer-client-cert-file': { since: '3.5' },
    'peer-client-key-file': { since: '3.5' },
    'peer-skip-client-san-verification': { since: '3.6' },
    'self-signed-cert-validity': { since: '3.5' },
    'tls-max-version': { since: '3.4' },
    'tls-min-version': { since: '3.4' },
    'unsafe-no-fsync': { since: '3.4' },
  },
};
