/** The types of the flags of control-plane programs, as far as they change how a command line is read. */

import type { ComponentName } from '../model/component.ts';

/**
 * `boolean`  stands bare or as `--flag=false`; never takes the next word.
 * `list`     repeated occurrences add up, and commas separate (pflag `strings`, and maps such as `feature-gates`).
 * `array`    repeated occurrences add up, but a comma is part of an entry (pflag `stringArray`).
 * `scalar`   everything else: the last occurrence wins.
 */
export type FlagType = 'boolean' | 'list' | 'array' | 'scalar';

/** The type of a flag in any release from 1.15 to 1.34 (etcd: 3.3 to 3.7); `scalar` for a flag that is not known. */
export function flagType(component: ComponentName, name: string): FlagType {
  return TYPES[component].get(name) ?? 'scalar';
}

/** Whether several occurrences of a flag add up; of any other, the last one counts. */
export const addsUp = (component: ComponentName, name: string): boolean => ['list', 'array'].includes(flagType(component, name));

export const isBoolean = (component: ComponentName, name: string): boolean => flagType(component, name) === 'boolean';

/** A flag as a program knows it: Kubernetes' own programs read `_` as `-`, etcd does not. */
export const canonicalFlag = (component: ComponentName, name: string): string => (component === 'etcd' ? name : name.replaceAll('_', '-'));

/** What a program makes of a boolean's text (Go's `strconv.ParseBool`), as `true` or `false`; other text stays as it is. */
export function normalBoolean(text: string): string {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return 'true';
  if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return 'false';
  return text;
}

/** Of klog and the component base, in every Kubernetes program; most went in 1.26 (KEP-2845). */
const LOGGING =
  'add-dir-header alsologtostderr experimental-logging-sanitization help log-json-split-stream log-text-split-stream ' +
  'logtostderr one-output skip-headers skip-log-headers';

const SERVING = 'contention-profiling disable-http2-serving permit-address-sharing permit-port-sharing profiling';

const DELEGATED = 'authentication-skip-lookup authentication-tolerate-lookup-failure';

const SHARED_LISTS =
  'allow-metric-labels disabled-metrics emulated-version feature-gates requestheader-allowed-names ' +
  'requestheader-extra-headers-prefix requestheader-group-headers requestheader-uid-headers requestheader-username-headers tls-cipher-suites vmodule';

/** From `--help` of the releases 1.15 to 1.34, of etcd 3.3 to 3.7, and for hidden flags from the programs' `options.go`. */
const TYPES: Readonly<Record<ComponentName, ReadonlyMap<string, FlagType>>> = {
  'kube-apiserver': types({
    boolean:
      `${LOGGING} ${SERVING} aggregator-reject-forwarding-redirect allow-privileged anonymous-auth audit-dynamic-configuration ` +
      'audit-log-batch-throttle-enable audit-log-compress audit-log-truncate-enabled audit-webhook-batch-throttle-enable ' +
      'audit-webhook-truncate-enabled authorization-rbac-super-user emulation-forward-compatible enable-aggregator-routing ' +
      'enable-bootstrap-token-auth enable-garbage-collector enable-inflight-quota-handler enable-logs-handler enable-priority-and-fairness ' +
      'enable-swagger-ui encryption-provider-config-automatic-reload etcd-quorum-read insecure-allow-any-token kubelet-https ' +
      'repair-malformed-updates runtime-config-emulation-forward-compatible service-account-extend-token-expiration service-account-lookup ' +
      'shutdown-send-retry-after watch-cache',
    list:
      `${SHARED_LISTS} admission-control api-audiences authorization-mode cors-allowed-origins disable-admission-plugins ` +
      'enable-admission-plugins etcd-servers etcd-servers-overrides kubelet-preferred-address-types oidc-required-claim oidc-signing-algs ' +
      'runtime-config service-account-api-audiences strict-transport-security-directives tls-curve-preferences watch-cache-sizes',
    array: 'service-account-issuer service-account-key-file tls-sni-cert-key',
  }),
  'kube-controller-manager': types({
    boolean:
      `${LOGGING} ${SERVING} ${DELEGATED} allocate-node-cidrs configure-cloud-routes disable-attach-detach-reconcile-sync ` +
      'disable-force-detach-on-timeout enable-dynamic-provisioning enable-garbage-collector enable-hostpath-provisioner ' +
      'enable-leader-migration enable-taint-manager leader-elect use-service-account-credentials volume-host-allow-local-loopback',
    list: `${SHARED_LISTS} authorization-always-allow-paths controllers volume-host-cidr-denylist`,
    array: 'tls-sni-cert-key',
  }),
  'kube-scheduler': types({
    boolean: `${LOGGING} ${SERVING} ${DELEGATED} leader-elect use-legacy-policy-config`,
    list: `${SHARED_LISTS} authorization-always-allow-paths`,
    array: 'tls-sni-cert-key',
  }),
  kubelet: types({
    boolean:
      `${LOGGING} allow-privileged anonymous-auth authentication-token-webhook cgroups-per-qos contention-profiling cpu-cfs-quota ` +
      'docker-disable-shared-pid docker-only docker-tls enable-cadvisor-json-endpoints enable-controller-attach-detach ' +
      'enable-debugging-handlers enable-load-reader enable-server exit-on-lock-contention experimental-allocatable-ignore-eviction ' +
      'experimental-check-node-capabilities-before-mount experimental-fail-swap-on experimental-kernel-memcg-notification fail-cgroupv1 ' +
      'fail-swap-on keep-terminated-pod-volumes kernel-memcg-notification local-storage-capacity-isolation log-cadvisor-usage ' +
      'make-iptables-util-chains protect-kernel-defaults really-crash-for-testing redirect-container-streaming register-node ' +
      'register-schedulable rotate-certificates rotate-server-certificates runonce seccomp-default serialize-image-pulls storage-driver-secure ' +
      'windows-service',
    list:
      'allowed-unsafe-sysctls cluster-dns cpu-manager-policy-options docker-env-metadata-whitelist enforce-node-allocatable eviction-hard ' +
      'eviction-minimum-reclaim eviction-soft eviction-soft-grace-period feature-gates kube-reserved manifest-url-header node-labels ' +
      'qos-reserved register-with-taints system-reserved tls-cipher-suites topology-manager-policy-options vmodule',
  }),
  'kube-proxy': types({
    boolean:
      `${LOGGING} bind-address-hard-fail cleanup cleanup-ipvs cleanup-iptables init-only iptables-localhost-nodeports ` +
      'ipvs-strict-arp masquerade-all profiling windows-service enable-dsr forward-healthcheck-vip',
    list: 'feature-gates ipvs-exclude-cidrs nodeport-addresses vmodule',
  }),
  etcd: types({
    boolean:
      'auto-tls client-cert-auth debug discovery-insecure-skip-tls-verify discovery-insecure-transport enable-distributed-tracing ' +
      'enable-grpc-gateway enable-log-rotation enable-pprof enable-v2 experimental-compact-hash-check-enabled ' +
      'experimental-enable-distributed-tracing experimental-enable-lease-checkpoint experimental-enable-lease-checkpoint-persist ' +
      'experimental-initial-corrupt-check experimental-memory-mlock experimental-peer-skip-client-san-verification ' +
      'experimental-stop-grpc-service-on-defrag experimental-txn-mode-write-with-shared-buffer force-new-cluster h help ' +
      'initial-election-tick-advance memory-mlock peer-auto-tls peer-client-cert-auth peer-skip-client-san-verification pre-vote ' +
      'socket-reuse-address socket-reuse-port strict-reconfig-check unsafe-no-fsync version',
  }),
};

function types(names: Partial<Record<FlagType, string>>): ReadonlyMap<string, FlagType> {
  return new Map(Object.entries(names).flatMap(([type, list]) => list.split(' ').map(it => [it, type as FlagType] as const)));
}
