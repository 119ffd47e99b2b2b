/** The keys of a kOps Cluster or InstanceGroup that stand for flags. */

import type { ComponentName } from '../model/component.ts';
import { type Field, fieldTable } from './fields.ts';
import { KOPS_APISERVER_FIELDS } from './kopsfields-apiserver.ts';
import { KOPS_KUBELET_FIELDS } from './kopsfields-kubelet.ts';

const LEADER_ELECTION = `
  leader-elect                     leaderElection.leaderElect                      boolean
  leader-elect-lease-duration      leaderElection.leaderElectLeaseDuration
  leader-elect-renew-deadline      leaderElection.leaderElectRenewDeadlineDuration
  leader-elect-resource-lock       leaderElection.leaderElectResourceLock
  leader-elect-resource-name       leaderElection.leaderElectResourceName
  leader-elect-resource-namespace  leaderElection.leaderElectResourceNamespace
  leader-elect-retry-period        leaderElection.leaderElectRetryPeriod`;

const CONTROLLER_MANAGER = fieldTable(`
  master                                              master
  logging-format                                      logFormat
  v                                                   logLevel                                     number
  service-account-private-key-file                    serviceAccountPrivateKeyFile
  cloud-provider                                      cloudProvider
  cluster-name                                        clusterName
  cluster-cidr                                        clusterCIDR
  allocate-node-cidrs                                 allocateNodeCIDRs                            boolean
  node-cidr-mask-size                                 nodeCIDRMaskSize                             number
  configure-cloud-routes                              configureCloudRoutes                         boolean
  controllers                                         controllers                                  list
  cidr-allocator-type                                 cidrAllocatorType
  root-ca-file                                        rootCAFile
  attach-detach-reconcile-sync-period                 attachDetachReconcileSyncPeriod
  disable-attach-detach-reconcile-sync                disableAttachDetachReconcileSync             boolean
  terminated-pod-gc-threshold                         terminatedPodGCThreshold                     number
  node-monitor-period                                 nodeMonitorPeriod
  node-monitor-grace-period                           nodeMonitorGracePeriod
  pod-eviction-timeout                                podEvictionTimeout
  use-service-account-credentials                     useServiceAccountCredentials                 boolean
  horizontal-pod-autoscaler-sync-period               horizontalPodAutoscalerSyncPeriod
  horizontal-pod-autoscaler-downscale-delay           horizontalPodAutoscalerDownscaleDelay
  horizontal-pod-autoscaler-downscale-stabilization   horizontalPodAutoscalerDownscaleStabilization
  horizontal-pod-autoscaler-upscale-delay             horizontalPodAutoscalerUpscaleDelay
  horizontal-pod-autoscaler-initial-readiness-delay   horizontalPodAutoscalerInitialReadinessDelay
  horizontal-pod-autoscaler-cpu-initialization-period horizontalPodAutoscalerCpuInitializationPeriod
  horizontal-pod-autoscaler-tolerance                 horizontalPodAutoscalerTolerance
  horizontal-pod-autoscaler-use-rest-clients          horizontalPodAutoscalerUseRestClients        boolean
  experimental-cluster-signing-duration               experimentalClusterSigningDuration
  cluster-signing-duration                            ClusterSigningDuration
  feature-gates                                       featureGates                                 map
  tls-cert-file                                       tlsCertFile
  tls-cipher-suites                                   tlsCipherSuites                              list
  tls-min-version                                     tlsMinVersion
  tls-private-key-file                                tlsPrivateKeyFile
  min-resync-period                                   minResyncPeriod
  kube-api-qps                                        kubeAPIQPS
  kube-api-burst                                      kubeAPIBurst                                 number
  concurrent-deployment-syncs                         concurrentDeploymentSyncs                    number
  concurrent-endpoint-syncs                           concurrentEndpointSyncs                      number
  concurrent-namespace-syncs                          concurrentNamespaceSyncs                     number
  concurrent-replicaset-syncs                         concurrentReplicasetSyncs                    number
  concurrent-service-syncs                            concurrentServiceSyncs                       number
  concurrent-resource-quota-syncs                     concurrentResourceQuotaSyncs                 number
  concurrent-serviceaccount-token-syncs               concurrentServiceaccountTokenSyncs           number
  concurrent-rc-syncs                                 concurrentRCSyncs                            number
  concurrent-horizontal-pod-autoscaler-syncs          concurrentHorizontalPodAustoscalerSyncs      number
  concurrent-job-syncs                                concurrentJobSyncs                           number
  authentication-kubeconfig                           authenticationKubeconfig
  authorization-kubeconfig                            authorizationKubeconfig
  authorization-always-allow-paths                    authorizationAlwaysAllowPaths                list
  external-cloud-volume-plugin                        externalCloudVolumePlugin
  endpoint-updates-batch-period                       endpointUpdatesBatchPeriod
  endpointslice-updates-batch-period                  endpointSliceUpdatesBatchPeriod
  profiling                                           enableProfiling                              boolean
  contention-profiling                                enableContentionProfiling                    boolean
  enable-leader-migration                             enableLeaderMigration                        boolean
${LEADER_ELECTION}`);

const SCHEDULER = fieldTable(`
  master                            master
  logging-format                    logFormat
  v                                 logLevel                       number
  feature-gates                     featureGates                   map
  kube-api-qps                      kubeAPIQPS
  kube-api-burst                    kubeAPIBurst                   number
  authentication-kubeconfig         authenticationKubeconfig
  authorization-kubeconfig          authorizationKubeconfig
  authorization-always-allow-paths  authorizationAlwaysAllowPaths  list
  profiling                         enableProfiling                boolean
  contention-profiling              enableContentionProfiling      boolean
  tls-cert-file                     tlsCertFile
  tls-private-key-file              tlsPrivateKeyFile
${LEADER_ELECTION}`);

const PROXY = fieldTable(`
  v                          logLevel             number
  cluster-cidr               clusterCIDR
  hostname-override          hostnameOverride
  bind-address               bindAddress
  master                     master
  metrics-bind-address       metricsBindAddress
  proxy-mode                 proxyMode
  ipvs-exclude-cidrs         ipvsExcludeCIDRs     list
  ipvs-min-sync-period       ipvsMinSyncPeriod
  ipvs-scheduler             ipvsScheduler
  ipvs-sync-period           ipvsSyncPeriod
  feature-gates              featureGates         map
  conntrack-max-per-core     conntrackMaxPerCore  number
  conntrack-min              conntrackMin         number
`);

/** From the `flag` tags and comments of `pkg/apis/kops/v1alpha2/componentconfig.go`, kOps 1.15 to 1.34. */
export const KOPS_FIELDS: Readonly<Partial<Record<ComponentName, readonly Field[]>>> = {
  'kube-apiserver': KOPS_APISERVER_FIELDS,
  'kube-controller-manager': CONTROLLER_MANAGER,
  'kube-scheduler': SCHEDULER,
  kubelet: KOPS_KUBELET_FIELDS,
  'kube-proxy': PROXY,
};

/** OIDC as `spec.authentication.oidc` of v1alpha3 says it. */
export const KOPS_OIDC_FIELDS = fieldTable(`
  oidc-username-claim   usernameClaim
  oidc-username-prefix  usernamePrefix
  oidc-groups-claim     groupsClaims    list
  oidc-groups-prefix    groupsPrefix
  oidc-issuer-url       issuerURL
  oidc-client-id        clientID
  oidc-required-claim   requiredClaims  map
`);

/** Keys of these sections that stand for no flag. Any other key may stand for one that is not known here. */
export const KOPS_OTHER_KEYS: ReadonlySet<string> = new Set(
  (
    'image cpuRequest cpuLimit memoryRequest memoryLimit env disableBasicAuth appendAdmissionPlugins serviceAccountIssuerDiscovery ' +
    'leaderElection cloudConfig logPath enabled terminationGracePeriodSeconds volumeMounts args'
  ).split(' '),
);
