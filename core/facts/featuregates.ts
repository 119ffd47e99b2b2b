/** The feature gates that programs know by name. */

import { compareVersions } from './defaults.ts';
import { once } from '../once.ts';
import type { ComponentName } from '../model/component.ts';

/** A newer release may bring gates that are not known here. */
export const NEWEST_GATES = '1.34';

/**
 * Every gate of any release that is known, whether or not it still is one. Kubernetes' own programs share one registry.
 * Source: `pkg/features/kube_features.go` with what it takes from `k8s.io/apiserver`, `client-go` and `component-base`; `server/features` of etcd 3.6.
 */
export const gatesOf = (component: ComponentName): ReadonlySet<string> => (component === 'etcd' ? etcdGates() : kubernetesGates());

/** Those that a release has, as far as that is known; without one, those of the newest. What turns on all of a stage is left out: nobody should. */
export const gatesIn = (component: ComponentName, version: string | undefined): readonly string[] =>
  component === 'etcd'
    ? words(ETCD)
    : current()
        .filter(([, since]) => version === undefined || compareVersions(since, version) <= 0)
        .map(([name]) => name);

/** An entry of `--feature-gates`: `Name=true`, or `kube:Name=true`, which says whose gate it is. `value` is undefined where it has none. */
export function gateIn(entry: string): { readonly name: string; readonly value: string | undefined } {
  const [name = '', value] = entry.split('=');
  return { name: name.trim().replace(/^\w+:/, ''), value: value?.trim() };
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const etcdGates = once(() => new Set([...STAGES, ...words(ETCD)]));

const kubernetesGates = once(() => new Set([...STAGES, ...current().map(([name]) => name), ...words(PAST)]));

const current = once(() => {
  const all = words(CURRENT);
  return all.flatMap((name, i): (readonly [name: string, since: string])[] => (i % 2 ? [] : [[name, all[i + 1]!]]));
});

/** Everything that is alpha, or beta. */
const STAGES = ['AllAlpha', 'AllBeta'];

const ETCD = `
  CompactHashCheck DistributedTracing InitialCorruptCheck LeaseCheckpoint LeaseCheckpointPersist SetMemberLocalAddr StopGRPCServiceOnDefrag
  TxnModeWriteWithSharedBuffer`;

/** Gates of 1.34 that are worth setting, and the releases they came with. */
const CURRENT = `
  APIResponseCompression                           1.7
  APIServerIdentity                                1.20
  AllowUnsafeMalformedObjectDeletion               1.32
  AnonymousAuthConfigurableEndpoints               1.31
  AuthorizeNodeWithSelectors                       1.31
  AuthorizeWithSelectors                           1.31
  CBORServingAndStorage                            1.32
  CPUManagerPolicyAlphaOptions                     1.23
  CPUManagerPolicyBetaOptions                      1.23
  CRDValidationRatcheting                          1.28
  CSIVolumeHealth                                  1.21
  ClusterTrustBundle                               1.27
  ClusterTrustBundleProjection                     1.29
  ComponentFlagz                                   1.32
  ComponentStatusz                                 1.32
  ConcurrentWatchObjectDecode                      1.31
  ConsistentListFromCache                          1.28
  ContainerCheckpoint                              1.25
  ContainerRestartRules                            1.34
  ContainerStopSignals                             1.33
  ContextualLogging                                1.24
  CoordinatedLeaderElection                        1.31
  CrossNamespaceVolumeDataSource                   1.26
  CustomCPUCFSQuotaPeriod                          1.12
  DRAAdminAccess                                   1.32
  DRAConsumableCapacity                            1.34
  DRADeviceBindingConditions                       1.34
  DRADeviceTaints                                  1.33
  DRAExtendedResource                              1.34
  DRAPartitionableDevices                          1.33
  DRAPrioritizedList                               1.33
  DRAResourceClaimDeviceStatus                     1.32
  DRASchedulerFilterTimeout                        1.34
  DeclarativeValidation                            1.33
  DeclarativeValidationTakeover                    1.33
  DeploymentReplicaSetTerminatingReplicas          1.33
  DetectCacheInconsistency                         1.34
  DisableCPUQuotaWithExclusiveCPUs                 1.33
  DynamicResourceAllocation                        1.26
  EnvFiles                                         1.34
  EventedPLEG                                      1.26
  ExternalServiceAccountTokenSigner                1.32
  GracefulNodeShutdown                             1.20
  GracefulNodeShutdownBasedOnPodPriority           1.23
  HPAConfigurableTolerance                         1.33
  HPAScaleToZero                                   1.16
  HostnameOverride                                 1.34
  ImageMaximumGCAge                                1.29
  ImageVolume                                      1.31
  InPlacePodVerticalScaling                        1.27
  InPlacePodVerticalScalingExclusiveCPUs           1.32
  JobManagedBy                                     1.30
  KubeletCgroupDriverFromCRI                       1.28
  KubeletCrashLoopBackOffMax                       1.32
  KubeletEnsureSecretPulledImages                  1.33
  KubeletFineGrainedAuthz                          1.32
  KubeletInUserNamespace                           1.22
  KubeletPSI                                       1.33
  KubeletPodResourcesDynamicResources              1.27
  KubeletPodResourcesGet                           1.27
  KubeletSeparateDiskGC                            1.29
  KubeletServiceAccountTokenForCredentialProviders 1.33
  KubeletTracing                                   1.25
  ListFromCacheSnapshot                            1.33
  LocalStorageCapacityIsolationFSQuotaMonitoring   1.15
  LoggingAlphaOptions                              1.24
  LoggingBetaOptions                               1.24
  MatchLabelKeysInPodTopologySpread                1.25
  MaxUnavailableStatefulSet                        1.24
  MemoryQoS                                        1.22
  MutableCSINodeAllocatableCount                   1.33
  MutatingAdmissionPolicy                          1.32
  NodeLogQuery                                     1.27
  NodeSwap                                         1.22
  OpenAPIEnums                                     1.23
  OrderedNamespaceDeletion                         1.33
  PodAndContainerStatsFromCRI                      1.23
  PodCertificateRequest                            1.34
  PodLevelResources                                1.32
  PodLogsQuerySplitStreams                         1.32
  PodObservedGenerationTracking                    1.33
  PodReadyToStartContainersCondition               1.28
  PodTopologyLabelsAdmission                       1.33
  PortForwardWebsockets                            1.30
  PreferSameTrafficDistribution                    1.33
  ProcMountType                                    1.12
  ReduceDefaultCrashLoopBackOffDecay               1.33
  RelaxedServiceNameValidation                     1.34
  ReloadKubeletServerCertificateFile               1.31
  RemoteRequestHeaderUID                           1.32
  ResourceHealthStatus                             1.31
  RotateKubeletServerCertificate                   1.7
  RuntimeClassInImageCriApi                        1.29
  SELinuxChangePolicy                              1.32
  SELinuxMount                                     1.30
  SELinuxMountReadWriteOncePod                     1.25
  SchedulerAsyncAPICalls                           1.34
  SchedulerAsyncPreemption                         1.32
  SchedulerPopFromBackoffQ                         1.33
  SeparateCacheWatchRPC                            1.28
  ServiceAccountNodeAudienceRestriction            1.32
  StorageCapacityScoring                           1.33
  StorageNamespaceIndex                            1.30
  StorageVersionAPI                                1.20
  StorageVersionHash                               1.14
  StorageVersionMigrator                           1.30
  StrictIPCIDRValidation                           1.33
  StructuredAuthenticationConfigurationEgressSelector 1.34
  SupplementalGroupsPolicy                         1.31
  SystemdWatchdog                                  1.32
  TopologyManagerPolicyAlphaOptions                1.26
  TopologyManagerPolicyBetaOptions                 1.26
  TranslateStreamCloseWebsocketRequests            1.29
  UnknownVersionInteroperabilityProxy              1.28
  UserNamespacesPodSecurityStandards               1.29
  UserNamespacesSupport                            1.28
  VolumeAttributesClass                            1.29
  WatchList                                        1.27
  WindowsCPUAndMemoryAffinity                      1.32
  WindowsGracefulNodeShutdown                      1.32`;

/** All others: settled, withdrawn, not to be set, or newer. Later releases refuse many of them. */
const PAST = `
  APIListChunking APIPriorityAndFairness APISelfSubjectReview APIServerTracing APIServingWithRoutine Accelerators AdmissionWebhookMatchConditions
  AdvancedAuditing AffinityInAnnotations AggregatedDiscoveryEndpoint AggregatedDiscoveryRemoveBetaType AllowDNSOnlyNodeCSR
  AllowInsecureKubeletCertificateSigningRequests AllowOverwriteTerminationGracePeriodSeconds AllowParsingUserUIDFromCertAuth
  AllowServiceLBStatusOnNonLB AnyVolumeDataSource AppArmor AppArmorFields AttachVolumeLimit Auditing AuthorizePodWebsocketUpgradeCreatePermission
  BalanceAttachedNodeVolumes BlockVolume BoundServiceAccountTokenVolume BtreeWatchCache CPUCFSQuotaPeriod CPUManager CPUManagerPolicyOptions
  CRDObservedGenerationTracking CRIContainerLogRotation CSIBlockVolume CSIDriverRegistry CSIInlineVolume CSIMigration CSIMigrationAWS
  CSIMigrationAWSComplete CSIMigrationAzureDisk CSIMigrationAzureDiskComplete CSIMigrationAzureFile CSIMigrationAzureFileComplete CSIMigrationGCE
  CSIMigrationGCEComplete CSIMigrationOpenStack CSIMigrationOpenStackComplete CSIMigrationPortworx CSIMigrationRBD CSIMigrationvSphere
  CSIMigrationvSphereComplete CSINodeExpandSecret CSINodeInfo CSIPersistentVolume CSIServiceAccountToken CSIServiceAccountTokenSecrets
  CSIStorageCapacity CSIVolumeFSGroupPolicy CSRDuration ChangeContainerStatusOnKubeletRestart ClearingNominatedNodeNameAfterBinding
  ClientsAllowCBOR ClientsPreferCBOR CloudControllerManagerWatchBasedRoutesReconciliation CloudControllerManagerWebhook CloudDualStackNodeIPs
  ComponentSLIs ConfigurableFSGroupPolicy ConsistentHTTPGetHandlers ConstrainedImpersonation ControllerManagerLeaderMigration CronJobControllerV2
  CronJobTimeZone CronJobsScheduledAnnotation CustomPodDNS CustomResourceDefaulting CustomResourceFieldSelectors CustomResourcePublishOpenAPI
  CustomResourceSubresources CustomResourceValidation CustomResourceValidationExpressions CustomResourceWebhookConversion DRAControlPlaneController
  DRADeviceTaintRules DaemonSetUpdateSurge DebugContainers DefaultHostNetworkHostPortsInPodTemplates DefaultIngressClass DefaultPodTopologySpread
  DelegateFSGroupToCSIDriver DevicePluginCDIDevices DevicePlugins DisableAcceleratorUsageMetrics DisableAllocatorDualWrite DisableCloudProviders
  DisableKubeletCSRAdmissionValidation DisableKubeletCloudCredentialProviders DisableNodeKubeProxyVersion DownwardAPIHugePages DryRun DynamicAuditing
  DynamicKubeletConfig DynamicProvisioningScheduling DynamicVolumeProvisioning EfficientWatchResumption ElasticIndexedJob
  EnableAggregatedDiscoveryTimeout EnableEquivalenceClassCache EndpointSlice EndpointSliceNodeName EndpointSliceProxying
  EndpointSliceTerminatingCondition EphemeralContainers EvenPodsSpread ExecProbeTimeout ExpandCSIVolumes ExpandInUsePersistentVolumes
  ExpandPersistentVolumes ExpandedDNSConfig ExperimentalCriticalPodAnnotation ExperimentalHostUserNamespaceDefaulting ExternalPolicyForExternalIP
  GCERegionalPersistentDisk GRPCContainerProbe GangScheduling GenericEphemeralVolume GenericWorkload GitRepoVolumeDriver HPAContainerMetrics
  HonorPVReclaimPolicy HugePageStorageMediumSize HugePages HyperVContainer IPTablesOwnershipCleanup IPv6DualStack IdentifyPodOS ImageVolumeWithDigest
  ImmutableEphemeralVolumes InOrderInformers InPlacePodLevelResourcesVerticalScaling InPlacePodVerticalScalingAllocatedStatus
  InPlacePodVerticalScalingExclusiveMemory InTreePluginAWSUnregister InTreePluginAzureDiskUnregister InTreePluginAzureFileUnregister
  InTreePluginGCEUnregister InTreePluginOpenStackUnregister InTreePluginPortworxUnregister InTreePluginRBDUnregister InTreePluginvSphereUnregister
  IndexedJob InformerResourceVersion IngressClassNamespacedParams Initializers JobBackoffLimitPerIndex JobMutableNodeSchedulingDirectives
  JobPodFailurePolicy JobPodReplacementPolicy JobReadyPods JobSuccessPolicy JobTrackingWithFinalizers KMSv1 KMSv2 KMSv2KDF KubeProxyDrainingTerminatingNodes
  KubeletConfigFile KubeletCredentialProviders KubeletPluginsWatcher KubeletPodResources KubeletPodResourcesGetAllocatable
  KubeletPodResourcesListUseActivePods KubeletRegistrationGetOnExistsOnly LegacyNodeRoleBehavior LegacyServiceAccountTokenCleanUp
  LegacyServiceAccountTokenNoAutoGeneration LegacyServiceAccountTokenTracking LegacySidecarContainers LoadBalancerIPMode LocalStorageCapacityIsolation
  LogarithmicScaleDown MatchLabelKeysInPodAffinity MatchLabelKeysInPodTopologySpreadSelectorMerge MemoryManager MinDomainsInPodTopologySpread
  MinimizeIPTablesRestore MixedProtocolLBService MountContainers MountPropagation MultiCIDRRangeAllocator MultiCIDRServiceAllocator
  MutablePVNodeAffinity MutablePodResourcesForSuspendedJobs MutableSchedulingDirectivesForSuspendedJobs NFTablesProxyMode NamespaceDefaultLabelName
  NetworkPolicyEndPort NetworkPolicyStatus NewVolumeManagerReconstruction NodeDeclaredFeatures NodeDisruptionExclusion
  NodeInclusionPolicyInPodTopologySpread NodeLease NodeOutOfServiceVolumeDetach NominatedNodeNameForExpectation NonPreemptingPriority OpenAPIV3
  OpportunisticBatching PVCProtection PersistentLocalVolumes PersistentVolumeLastPhaseTransitionTime PodAffinityNamespaceSelector PodDeletionCost
  PodDisruptionBudget PodDisruptionConditions PodHasNetworkCondition PodHostIPs PodIndexLabel PodLifecycleSleepAction PodLifecycleSleepActionAllowZero
  PodOverhead PodPriority PodReadinessGates PodSchedulingReadiness PodSecurity PodShareProcessNamespace PreferNominatedNode
  PreventStaticPodAPIReferences ProbeHostPodSecurityStandards ProbeTerminationGracePeriod ProxyTerminatingEndpoints QOSReserved ReadOnlyAPIDataVolumes
  ReadWriteOncePod RecoverVolumeExpansionFailure RecursiveReadOnlyMounts RelaxedDNSSearchValidation RelaxedEnvironmentVariableValidation
  RemainingItemCount RemoveSelfLink RequestManagement ResilientWatchCacheInitialization ResourceLimitsPriorityFunction ResourceQuotaScopeSelectors
  RestartAllContainersOnContainerExits RetroactiveDefaultStorageClass RetryGenerateName RootCAConfigMap RotateKubeletClientCertificate RunAsGroup
  RuntimeClass SCTPSupport ScheduleDaemonSetPods SchedulerQueueingHints SeccompDefault SecurityContextDeny SelectorIndex SeparateTaintEvictionController
  ServerSideApply ServerSideFieldValidation ServiceAccountIssuerDiscovery ServiceAccountTokenJTI ServiceAccountTokenNodeBinding
  ServiceAccountTokenNodeBindingValidation ServiceAccountTokenPodNodeInfo ServiceAppProtocol ServiceIPStaticSubrange ServiceInternalTrafficPolicy
  ServiceLBNodePortControl ServiceLoadBalancerClass ServiceLoadBalancerFinalizer ServiceNodeExclusion ServiceNodePortStaticSubrange
  ServiceProxyAllowExternalIPs ServiceTopology ServiceTrafficDistribution SetHostnameAsFQDN SidecarContainers SizeBasedListCostEstimate
  SizeMemoryBackedVolumes StableLoadBalancerNodeSet StartupProbe StatefulSetAutoDeletePVC StatefulSetMinReadySeconds
  StatefulSetSemanticRevisionComparison StatefulSetStartOrdinal StorageObjectInUseProtection StreamingCollectionEncodingToJSON
  StreamingCollectionEncodingToProtobuf StreamingProxyRedirects StrictCostEnforcementForVAP StrictCostEnforcementForWebhooks
  StructuredAuthenticationConfiguration StructuredAuthenticationConfigurationJWKSMetrics StructuredAuthorizationConfiguration SupportIPVSProxyMode
  SupportNodePidsLimit SupportPodPidsLimit SuspendJob Sysctls TTLAfterFinished TaintBasedEvictions TaintNodesByCondition
  TaintTolerationComparisonOperators TokenRequest TokenRequestProjection TokenRequestServiceAccountUIDValidation TopologyAwareHints TopologyManager
  TopologyManagerPolicyOptions UnauthenticatedHTTP2DOSMitigation UserNamespacesHostNetworkSupport UserNamespacesStatelessPodsSupport ValidateProxyRedirects
  ValidatingAdmissionPolicy VolumeCapacityPriority VolumeLimitScaling VolumePVCDataSource VolumeScheduling VolumeSnapshotDataSource VolumeSubpath
  VolumeSubpathEnvExpansion WarningHeaders WatchBookmark WatchCacheInitializationPostStartHook WatchFromStorageWithoutResourceVersion WatchListClient
  WinDSR WinOverlay WindowsEndpointSliceProxying WindowsGMSA WindowsHostNetwork WindowsHostProcessContainers WindowsRunAsUserName
  ZeroLimitedNominalConcurrencyShares`;
