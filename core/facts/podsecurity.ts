/** What the Pod Security Standards allow, by release. Source: kubernetes.io/docs/concepts/security/pod-security-standards, k8s.io/pod-security-admission/policy of 1.35. */

import { compareVersions } from './defaults.ts';

/** Whether something holds in a release; where none is stated, the newest is meant. Both are `X.Y`. */
export const since = (version: string | undefined, minimum: string): boolean =>
  version === undefined || compareVersions(version, minimum) >= 0;

/** Capabilities that a container of the baseline may add; they are what container runtimes give anyway. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The kernel parameters that are kept apart for each Pod, and since which release they count as such. */
const SYSCTLS: Readonly<Record<string, string>> = {
  'kernel.shm_rmid_forced': '1.0',
  'net.ipv4.ip_local_port_range': '1.0',
  'net.ipv4.ip_unprivileged_port_start': '1.0',
  'net.ipv4.tcp_syncookies': '1.0',
  'net.ipv4.ping_group_range': '1.0',
  'net.ipv4.ip_local_reserved_ports': '1.27',
  'net.ipv4.tcp_keepalive_time': '1.29',
  'net.ipv4.tcp_fin_timeout': '1.29',
  'net.ipv4.tcp_keepalive_intvl': '1.29',
  'net.ipv4.tcp_keepalive_probes': '1.29',
  'net.ipv4.tcp_rmem': '1.32',
  'net.ipv4.tcp_wmem': '1.32',
};

/** The release since which a kernel parameter counts as safe; undefined for one that never did. */
export const safeSince = (sysctl: string): string | undefined => (Object.hasOwn(SYSCTLS, sysctl) ? SYSCTLS[sysctl] : undefined);

/** The SELinux types of containers; the empty one is the runtime's choice. */
export const seLinuxTypes = (version: string | undefined): readonly string[] => [
  'container_t',
  'container_init_t',
  'container_kvm_t',
  ...(since(version, '1.31') ? ['container_engine_t'] : []),
];

/** Sources of volumes that the restricted level allows. */
export const RESTRICTED_VOLUMES: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** All other sources that the API has. The API server drops what it does not know, and makes an emptyDir of a volume without a source. */
export const OTHER_VOLUMES: readonly string[] = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

/** Annotations of this prefix name a container behind it. */
export const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The annotations of profiles of seccomp, the second with the name of a container behind it. */
export const SECCOMP_ANNOTATION = {
  pod: 'seccomp.security.alpha.kubernetes.io/pod',
  container: 'container.seccomp.security.alpha.kubernetes.io/',
} as const;

/** The type of profile that the value of such an annotation stands for; undefined for values that are passed over. Source: `seccompFieldForAnnotation`. */
export const seccompTypeNamed = (profile: string): string | undefined =>
  profile === 'unconfined'
    ? 'Unconfined'
    : profile === 'runtime/default' || profile === 'docker/default'
      ? 'RuntimeDefault'
      : /^localhost\/./.test(profile)
        ? 'Localhost'
        : undefined;
