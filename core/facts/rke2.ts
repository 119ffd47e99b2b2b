/** What RKE2 passes to the programs that it starts, where the user says nothing else. */

import type { ComponentName } from '../model/component.ts';
import { compareVersions } from './defaults.ts';
import { encryptionFile, type K3sChoices, suppliedByK3s } from './k3s.ts';

/** What of a configuration decides on the flags. */
export interface Rke2Choices extends K3sChoices {
  /** `profile: cis`, or one of its older names. Undefined where a template decides. */
  readonly isHardened: boolean | undefined;
  /** `audit-policy-file` is written. */
  readonly hasAuditPolicy: boolean;
}

/** Where RKE2 keeps its files by default. */
export const RKE2_DATA = '/var/lib/rancher/rke2';

/**
 * Flags and values; undefined for one that is passed, or may be passed, with a value that the configuration does not tell.
 * RKE2 runs k3s's own code for most of it, and adds a few flags where it makes static Pods of the programs.
 * Sources: `pkg/rke2/rke2.go`, `pkg/podexecutor/staticpod.go`, and those of k3s, 1.22 to 1.33.
 */
export function suppliedByRke2(component: ComponentName, choices: Rke2Choices): Readonly<Record<string, string | undefined>> {
  const base = suppliedByK3s(component, choices);
  switch (component) {
    case 'kube-apiserver':
      return {
        ...base,
        ...admission(choices.version),
        ...audit(choices),
        ...encryption(choices.dataDir),
        // Newer benchmarks ask for it; whether the profile already heeds them depends on the release.
        ...(choices.isHardened === false ? {} : { 'service-account-extend-token-expiration': undefined }),
      };
    case 'kube-controller-manager':
      return { ...base, 'terminated-pod-gc-threshold': '1000' };
    case 'kubelet':
      return { ...base, 'file-check-frequency': undefined, 'sync-frequency': undefined, ...kernelDefaults(choices.isHardened) };
    default:
      return base;
  }
}

/** PodSecurityPolicy until 1.24; from 1.25 on a configuration for PodSecurity. */
function admission(version: string | undefined): Record<string, string | undefined> {
  if (version === undefined) return { 'admission-control-config-file': undefined, 'enable-admission-plugins': undefined };
  return compareVersions(version, '1.25') < 0
    ? { 'enable-admission-plugins': 'NodeRestriction,PodSecurityPolicy' }
    : { 'admission-control-config-file': '/etc/rancher/rke2/rke2-pss.yaml', 'enable-admission-plugins': 'NodeRestriction' };
}

/** With a policy, its own or that of the profile, which at first records nothing. */
function audit({ isHardened, hasAuditPolicy, dataDir }: Rke2Choices): Record<string, string | undefined> {
  if (isHardened === false && !hasAuditPolicy) return {};
  const isCertain = isHardened === true || hasAuditPolicy;
  const known = (value: string): string | undefined => (isCertain ? value : undefined);
  return {
    'audit-log-maxage': known('30'),
    'audit-log-maxbackup': known('10'),
    'audit-log-maxsize': known('100'),
    'audit-log-path': dataDir === undefined ? undefined : known(`${dataDir}/server/logs/audit.log`),
    'audit-policy-file': isHardened === true ? '/etc/rancher/rke2/audit-policy.yaml' : undefined,
  };
}

/** RKE2 encrypts always. */
const encryption = (dataDir: string | undefined): Record<string, string | undefined> => ({
  'encryption-provider-config': dataDir === undefined ? undefined : encryptionFile(dataDir),
});

const kernelDefaults = (isHardened: boolean | undefined): Record<string, string | undefined> =>
  isHardened === false ? {} : { 'protect-kernel-defaults': isHardened ? 'true' : undefined };
