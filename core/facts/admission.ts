/** The admission plugins that are compiled into the API server. */

import { compareVersions } from './defaults.ts';
import { once } from '../once.ts';

/** Releases are `X.Y` of Kubernetes. */
export interface AdmissionPlugin {
  readonly name: string;
  /** The first release with it; undefined where that is 1.15 or older. */
  readonly since?: string;
  /** The last release with it, where the newest has it no more. */
  readonly last?: string;
  /** Whether it runs without being named. */
  readonly isDefault: boolean;
}

/** Every plugin that a release from 1.13 to 1.34 has, by name. Capital letters count. */
export const admissionPlugins: () => ReadonlyMap<string, AdmissionPlugin> = once(
  () =>
    new Map(
      TABLE.trim()
        .split('\n')
        .map(line => {
          const [name = '', ...rest] = line.trim().split(/ +/);
          const [since, last] = rest.find(it => it.includes('..'))?.split('..') ?? [];
          return [name, { name, isDefault: rest.includes('default'), ...(since && { since }), ...(last && { last }) }] as const;
        }),
    ),
);

/** Whether a release has the plugin; with no release given, whether the newest does. */
export const hasPlugin = ({ since, last }: AdmissionPlugin, version: string | undefined): boolean =>
  version === undefined
    ? last === undefined
    : (since === undefined || compareVersions(since, version) <= 0) && (last === undefined || compareVersions(version, last) <= 0);

/** From `pkg/kubeapiserver/options/plugins.go` and the changelogs of the releases that took one away. */
const TABLE = `
  AlwaysAdmit
  AlwaysDeny
  AlwaysPullImages
  CertificateApproval                  1.18.. default
  CertificateSigning                   1.18.. default
  CertificateSubjectRestriction        1.18.. default
  ClusterTrustBundleAttest             1.27.. default
  DefaultIngressClass                  1.18.. default
  DefaultStorageClass                         default
  DefaultTolerationSeconds                    default
  DenyEscalatingExec
  DenyExecOnPrivileged
  DenyServiceExternalIPs               1.21..
  EventRateLimit
  ExtendedResourceToleration
  ImagePolicyWebhook
  Initializers                         ..1.13
  LimitPodHardAntiAffinityTopology
  LimitRanger                                 default
  MutatingAdmissionPolicy              1.32.. default
  MutatingAdmissionWebhook                    default
  NamespaceAutoProvision
  NamespaceExists
  NamespaceLifecycle                          default
  NodeRestriction
  OwnerReferencesPermissionEnforcement
  PersistentVolumeClaimResize                 default
  PersistentVolumeLabel
  PodNodeSelector
  PodPreset                            ..1.19
  PodSecurity                          1.22.. default
  PodSecurityPolicy                    ..1.24
  PodTolerationRestriction
  PodTopologyLabels                    1.33.. default
  Priority                                    default
  ResourceQuota                               default
  RuntimeClass                         1.16.. default
  SecurityContextDeny                  ..1.29
  ServiceAccount                              default
  StorageObjectInUseProtection                default
  TaintNodesByCondition                       default
  ValidatingAdmissionPolicy            1.26.. default
  ValidatingAdmissionWebhook                  default
`;
