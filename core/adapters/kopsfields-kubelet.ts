/** The keys of `spec.kubelet` of a kOps Cluster or InstanceGroup, and the flags that they stand for. */

import { fieldTable } from './fields.ts';

/** See `KOPS_FIELDS`. */
export const KOPS_KUBELET_FIELDS = fieldTable(`
  api-servers                                   apiServers
  anonymous-auth                                anonymousAuth                        boolean
  authorization-mode                            authorizationMode
  bootstrap-kubeconfig                          bootstrapKubeconfig
  client-ca-file                                clientCAFile
  tls-cert-file                                 tlsCertFile
  tls-private-key-file                          tlsPrivateKeyFile
  tls-cipher-suites                             tlsCipherSuites                      list
  tls-min-version                               tlsMinVersion
  kubeconfig                                    kubeconfigPath
  require-kubeconfig                            requireKubeconfig                    boolean
  logging-format                                logFormat
  v                                             logLevel                             number
  pod-manifest-path                             podManifestPath
  hostname-override                             hostnameOverride
  seccomp-default                               seccompDefault                       boolean
  seccomp-profile-root                          seccompProfileRoot
  allow-privileged                              allowPrivileged                      boolean
  enable-debugging-handlers                     enableDebuggingHandlers              boolean
  register-node                                 registerNode                         boolean
  node-status-update-frequency                  nodeStatusUpdateFrequency
  cluster-domain                                clusterDomain
  cluster-dns                                   clusterDNS
  network-plugin                                networkPluginName
  cloud-provider                                cloudProvider
  kubelet-cgroups                               kubeletCgroups
  runtime-cgroups                               runtimeCgroups
  read-only-port                                readOnlyPort                         number
  system-cgroups                                systemCgroups
  cgroup-root                                   cgroupRoot
  configure-cbr0                                configureCbr0                        boolean
  hairpin-mode                                  hairpinMode
  babysit-daemons                               babysitDaemons                       boolean
  max-pods                                      maxPods                              number
  experimental-nvidia-gpus                      nvidiaGPUs                           number
  pod-cidr                                      podCIDR
  resolv-conf                                   resolvConf
  reconcile-cidr                                reconcileCIDR                        boolean
  register-schedulable                          registerSchedulable                  boolean
  serialize-image-pulls                         serializeImagePulls                  boolean
  node-labels                                   nodeLabels                           map
  non-masquerade-cidr                           nonMasqueradeCIDR
  enable-custom-metrics                         enableCustomMetrics                  boolean
  network-plugin-mtu                            networkPluginMTU                     number
  minimum-image-ttl-duration                    imageMinimumGCAge
  image-gc-high-threshold                       imageGCHighThresholdPercent          number
  image-gc-low-threshold                        imageGCLowThresholdPercent           number
  image-pull-progress-deadline                  imagePullProgressDeadline
  eviction-hard                                 evictionHard
  eviction-soft                                 evictionSoft
  eviction-soft-grace-period                    evictionSoftGracePeriod
  eviction-pressure-transition-period           evictionPressureTransitionPeriod
  eviction-max-pod-grace-period                 evictionMaxPodGracePeriod            number
  eviction-minimum-reclaim                      evictionMinimumReclaim
  volume-plugin-dir                             volumePluginDirectory
  register-with-taints                          taints                               list
  feature-gates                                 featureGates                         map
  kernel-memcg-notification                     kernelMemcgNotification              boolean
  kube-reserved                                 kubeReserved                         map
  kube-reserved-cgroup                          kubeReservedCgroup
  system-reserved                               systemReserved                       map
  system-reserved-cgroup                        systemReservedCgroup
  enforce-node-allocatable                      enforceNodeAllocatable
  runtime-request-timeout                       runtimeRequestTimeout
  volume-stats-agg-period                       volumeStatsAggPeriod
  fail-swap-on                                  failSwapOn                           boolean
  experimental-allowed-unsafe-sysctls           experimentalAllowedUnsafeSysctls     list
  allowed-unsafe-sysctls                        allowedUnsafeSysctls                 list
  streaming-connection-idle-timeout             streamingConnectionIdleTimeout
  root-dir                                      rootDir
  authentication-token-webhook                  authenticationTokenWebhook           boolean
  authentication-token-webhook-cache-ttl        authenticationTokenWebhookCacheTTL
  cpu-cfs-quota                                 cpuCFSQuota                          boolean
  cpu-cfs-quota-period                          cpuCFSQuotaPeriod
  cpu-manager-policy                            cpuManagerPolicy
  registry-qps                                  registryPullQPS                      number
  registry-burst                                registryBurst                        number
  topology-manager-policy                       topologyManagerPolicy
  rotate-certificates                           rotateCertificates                   boolean
  protect-kernel-defaults                       protectKernelDefaults                boolean
  cgroup-driver                                 cgroupDriver
  housekeeping-interval                         housekeepingInterval
  event-qps                                     eventQPS                             number
  event-burst                                   eventBurst                           number
  container-log-max-size                        containerLogMaxSize
  container-log-max-files                       containerLogMaxFiles                 number
  enable-cadvisor-json-endpoints                enableCadvisorJsonEndpoints          boolean
  pod-max-pids                                  podPidsLimit                         number
  experimental-allocatable-ignore-eviction      experimentalAllocatableIgnoreEviction boolean
  kube-api-qps                                  kubeAPIQPS
  kube-api-burst                                kubeAPIBurst                         number
`);
