/**
 * The keys of KubeletConfiguration, KubeProxyConfiguration and KubeSchedulerConfiguration, and the flags that they stand for.
 * A key that no flag stands for has its own path as its name, with dots: `enableProfilingHandler`, `memorySwap.swapBehavior`.
 */

import { fieldTable } from './fields.ts';

/**
 * Of `kubelet.config.k8s.io/v1beta1`, as far as its defaults go beyond those of the flags. From `pkg/kubelet/apis/config/v1beta1/defaults.go`
 * and `staging/src/k8s.io/kubelet/config/v1beta1/types.go`, 1.15 to 1.34, and from `cmd/kubelet/app/options/options.go`.
 */
export const KUBELET_FIELDS = fieldTable(`
  enable-server                                enableServer                              boolean =true
  pod-manifest-path                            staticPodPath
  sync-frequency                               syncFrequency                             text    ~1m0s
  file-check-frequency                         fileCheckFrequency                        text    ~20s
  http-check-frequency                         httpCheckFrequency                        text    ~20s
  manifest-url                                 staticPodURL
  manifest-url-header                          staticPodURLHeader
  address                                      address                                   text    ~0.0.0.0
  port                                         port                                      number  ~10250
  read-only-port                               readOnlyPort                              number
  tls-cert-file                                tlsCertFile
  tls-private-key-file                         tlsPrivateKeyFile
  tls-cipher-suites                            tlsCipherSuites                           list
  tls-min-version                              tlsMinVersion
  rotate-certificates                          rotateCertificates                        boolean
  rotate-server-certificates                   serverTLSBootstrap                        boolean
  client-ca-file                               authentication.x509.clientCAFile
  authentication-token-webhook                 authentication.webhook.enabled            boolean =true
  authentication-token-webhook-cache-ttl       authentication.webhook.cacheTTL           text    ~2m0s
  anonymous-auth                               authentication.anonymous.enabled          boolean =false
  authorization-mode                           authorization.mode                        text    ~Webhook
  authorization-webhook-cache-authorized-ttl   authorization.webhook.cacheAuthorizedTTL  text    ~5m0s
  authorization-webhook-cache-unauthorized-ttl authorization.webhook.cacheUnauthorizedTTL text   ~30s
  registry-qps                                 registryPullQPS                           number  =5
  registry-burst                               registryBurst                             number  ~10
  event-qps                                    eventRecordQPS                            number  @
  event-burst                                  eventBurst                                number  ~@
  enable-debugging-handlers                    enableDebuggingHandlers                   boolean =true
  contention-profiling                         enableContentionProfiling                 boolean
  healthz-port                                 healthzPort                               number  =10248
  healthz-bind-address                         healthzBindAddress                        text    ~127.0.0.1
  oom-score-adj                                oomScoreAdj                               number  =-999
  cluster-domain                               clusterDomain
  cluster-dns                                  clusterDNS                                list
  streaming-connection-idle-timeout            streamingConnectionIdleTimeout            text    ~4h0m0s
  node-status-update-frequency                 nodeStatusUpdateFrequency                 text    ~10s
  nodeStatusReportFrequency                    nodeStatusReportFrequency                 text    ~@
  nodeLeaseDurationSeconds                     nodeLeaseDurationSeconds                  number  ~40
  minimum-image-ttl-duration                   imageMinimumGCAge                         text    ~2m0s
  imageMaximumGCAge                            imageMaximumGCAge                         text
  image-gc-high-threshold                      imageGCHighThresholdPercent               number  =85
  image-gc-low-threshold                       imageGCLowThresholdPercent                number  =80
  volume-stats-agg-period                      volumeStatsAggPeriod                      text    ~1m0s
  kubelet-cgroups                              kubeletCgroups
  system-cgroups                               systemCgroups
  cgroup-root                                  cgroupRoot
  cgroups-per-qos                              cgroupsPerQOS                             boolean =true
  cgroup-driver                                cgroupDriver                              text    ~cgroupfs
  cpu-manager-policy                           cpuManagerPolicy                          text    ~none
  cpu-manager-policy-options                   cpuManagerPolicyOptions                   map
  cpu-manager-reconcile-period                 cpuManagerReconcilePeriod                 text    ~10s
  memory-manager-policy                        memoryManagerPolicy                       text    ~None
  topology-manager-policy                      topologyManagerPolicy                     text    ~none
  topology-manager-policy-options              topologyManagerPolicyOptions              map
  topology-manager-scope                       topologyManagerScope                      text    ~container
  qos-reserved                                 qosReserved                               map
  runtime-request-timeout                      runtimeRequestTimeout                     text    ~2m0s
  hairpin-mode                                 hairpinMode                               text    ~promiscuous-bridge
  max-pods                                     maxPods                                   number  ~110
  pod-cidr                                     podCIDR
  pod-max-pids                                 podPidsLimit                              number  =-1
  resolv-conf                                  resolvConf                                text    =/etc/resolv.conf
  runonce                                      runOnce                                   boolean
  cpu-cfs-quota                                cpuCFSQuota                               boolean =true
  cpu-cfs-quota-period                         cpuCFSQuotaPeriod                         text    =100ms
  node-status-max-images                       nodeStatusMaxImages                       number  =50
  max-open-files                               maxOpenFiles                              number  ~1000000
  kube-api-content-type                        contentType                               text    ~application/vnd.kubernetes.protobuf
  kube-api-qps                                 kubeAPIQPS                                number  @
  kube-api-burst                               kubeAPIBurst                              number  ~@
  serialize-image-pulls                        serializeImagePulls                       boolean @
  maxParallelImagePulls                        maxParallelImagePulls                     number  @
  eviction-hard                                evictionHard                              limits  @
  eviction-soft                                evictionSoft                              limits
  eviction-soft-grace-period                   evictionSoftGracePeriod                   map
  eviction-minimum-reclaim                     evictionMinimumReclaim                    map
  eviction-pressure-transition-period          evictionPressureTransitionPeriod          text    ~5m0s
  eviction-max-pod-grace-period                evictionMaxPodGracePeriod                 number
  pods-per-core                                podsPerCore                               number
  enable-controller-attach-detach              enableControllerAttachDetach              boolean =true
  protect-kernel-defaults                      protectKernelDefaults                     boolean
  make-iptables-util-chains                    makeIPTablesUtilChains                    boolean =true
  iptables-masquerade-bit                      iptablesMasqueradeBit                     number  =14
  iptables-drop-bit                            iptablesDropBit                           number  =15
  feature-gates                                featureGates                              map
  fail-swap-on                                 failSwapOn                                boolean =true
  memorySwap.swapBehavior                      memorySwap.swapBehavior
  container-log-max-size                       containerLogMaxSize                       text    ~10Mi
  container-log-max-files                      containerLogMaxFiles                      number  =5
  configMapAndSecretChangeDetectionStrategy    configMapAndSecretChangeDetectionStrategy text    ~Watch
  system-reserved                              systemReserved                            map
  kube-reserved                                kubeReserved                              map
  reserved-cpus                                reservedSystemCPUs
  system-reserved-cgroup                       systemReservedCgroup
  kube-reserved-cgroup                         kubeReservedCgroup
  enforce-node-allocatable                     enforceNodeAllocatable                    list    =pods
  allowed-unsafe-sysctls                       allowedUnsafeSysctls                      list
  volume-plugin-dir                            volumePluginDir                           text    ~@
  provider-id                                  providerID
  kernel-memcg-notification                    kernelMemcgNotification                   boolean
  logging-format                               logging.format                            text    ~text
  log-flush-frequency                          logging.flushFrequency                    text    @
  v                                            logging.verbosity                         number
  vmodule                                      logging.vmodule                           list
  enableSystemLogHandler                       enableSystemLogHandler                    boolean =true
  enableSystemLogQuery                         enableSystemLogQuery                      boolean =false
  enableProfilingHandler                       enableProfilingHandler                    boolean =true
  enableDebugFlagsHandler                      enableDebugFlagsHandler                   boolean =true
  shutdownGracePeriod                          shutdownGracePeriod
  shutdownGracePeriodCriticalPods              shutdownGracePeriodCriticalPods
  seccomp-default                              seccompDefault                            boolean
  memoryThrottlingFactor                       memoryThrottlingFactor                    number  @
  register-with-taints                         registerWithTaints                        list
  register-node                                registerNode                              boolean =true
  reserved-memory                              reservedMemory                            list
  local-storage-capacity-isolation             localStorageCapacityIsolation             boolean =true
  container-runtime-endpoint                   containerRuntimeEndpoint                  text    ~@
  image-service-endpoint                       imageServiceEndpoint
  fail-cgroupv1                                failCgroupV1                              boolean @
  imagePullCredentialsVerificationPolicy       imagePullCredentialsVerificationPolicy    text    @
  preloadedImagesVerificationAllowlist         preloadedImagesVerificationAllowlist      list
  tracing.endpoint                             tracing.endpoint
  userNamespaces.idsPerPod                     userNamespaces.idsPerPod                  number  @
`);

/** Of `kubeproxy.config.k8s.io/v1alpha1`, whose defaults are those of the flags. From `pkg/proxy/apis/config/v1alpha1` and `cmd/kube-proxy/app/options.go`. */
export const PROXY_FIELDS = fieldTable(`
  feature-gates                     featureGates                   map      @
  kubeconfig                        clientConnection.kubeconfig    text     @
  kube-api-content-type             clientConnection.contentType   text     ~@
  kube-api-qps                      clientConnection.qps           number   ~@
  kube-api-burst                    clientConnection.burst         number   ~@
  logging-format                    logging.format                 text     ~@
  log-flush-frequency               logging.flushFrequency         text     ~@
  v                                 logging.verbosity              number   @
  vmodule                           logging.vmodule                list     @
  hostname-override                 hostnameOverride               text     @
  bind-address                      bindAddress                    text     ~@
  healthz-bind-address              healthzBindAddress             text     ~@
  metrics-bind-address              metricsBindAddress             text     ~@
  bind-address-hard-fail            bindAddressHardFail            boolean  @
  profiling                         enableProfiling                boolean  @
  show-hidden-metrics-for-version   showHiddenMetricsForVersion    text     @
  proxy-mode                        mode                           text     @
  iptables-masquerade-bit           iptables.masqueradeBit         number   @
  masquerade-all                    iptables.masqueradeAll         boolean  @
  iptables-localhost-nodeports      iptables.localhostNodePorts    boolean  @
  iptables-sync-period              iptables.syncPeriod            text     ~@
  iptables-min-sync-period          iptables.minSyncPeriod         text     @
  ipvs-sync-period                  ipvs.syncPeriod                text     ~@
  ipvs-min-sync-period              ipvs.minSyncPeriod             text     @
  ipvs-scheduler                    ipvs.scheduler                 text     @
  ipvs-exclude-cidrs                ipvs.excludeCIDRs              list     @
  ipvs-strict-arp                   ipvs.strictARP                 boolean  @
  ipvs-tcp-timeout                  ipvs.tcpTimeout                text     @
  ipvs-tcpfin-timeout               ipvs.tcpFinTimeout             text     @
  ipvs-udp-timeout                  ipvs.udpTimeout                text     @
  nftables.masqueradeAll            nftables.masqueradeAll         boolean  =false
  network-name                      winkernel.networkName          text     @
  source-vip                        winkernel.sourceVip            text     @
  enable-dsr                        winkernel.enableDSR            boolean  @
  root-hnsendpoint-name             winkernel.rootHnsEndpointName  text     @
  forward-healthcheck-vip           winkernel.forwardHealthCheckVip boolean @
  detect-local-mode                 detectLocalMode                text     @
  pod-bridge-interface              detectLocal.bridgeInterface    text     @
  pod-interface-name-prefix         detectLocal.interfaceNamePrefix text    @
  cluster-cidr                      clusterCIDR                    text     @
  nodeport-addresses                nodePortAddresses              list     @
  oom-score-adj                     oomScoreAdj                    number   @
  conntrack-max-per-core            conntrack.maxPerCore           number   @
  conntrack-min                     conntrack.min                  number   @
  conntrack-tcp-timeout-established conntrack.tcpEstablishedTimeout text    @
  conntrack-tcp-timeout-close-wait  conntrack.tcpCloseWaitTimeout  text     @
  conntrack-tcp-be-liberal          conntrack.tcpBeLiberal         boolean  @
  conntrack-udp-timeout             conntrack.udpTimeout           text     @
  conntrack-udp-timeout-stream      conntrack.udpStreamTimeout     text     @
  config-sync-period                configSyncPeriod               text     ~@
  proxy-port-range                  portRange                      text     @
  udp-timeout                       udpIdleTimeout                 text     ~@
  windows-service                   windowsRunAsService            boolean  @
`);

/**
 * Of `kubescheduler.config.k8s.io`, from v1alpha1 to v1. What it does not have, flags say. From `pkg/scheduler/apis/config` and `cmd/kube-scheduler/app/options`.
 */
export const SCHEDULER_FIELDS = fieldTable(`
  profiling                        enableProfiling                   boolean =true
  contention-profiling             enableContentionProfiling         boolean @
  kubeconfig                       clientConnection.kubeconfig
  kube-api-content-type            clientConnection.contentType      text    ~@
  kube-api-qps                     clientConnection.qps              number  ~@
  kube-api-burst                   clientConnection.burst            number  ~@
  leader-elect                     leaderElection.leaderElect        boolean =true
  leader-elect-lease-duration      leaderElection.leaseDuration      text    ~@
  leader-elect-renew-deadline      leaderElection.renewDeadline      text    ~@
  leader-elect-retry-period        leaderElection.retryPeriod        text    ~@
  leader-elect-resource-lock       leaderElection.resourceLock       text    ~@
  leader-elect-resource-name       leaderElection.resourceName       text    ~@
  leader-elect-resource-namespace  leaderElection.resourceNamespace  text    ~@
  lock-object-name                 leaderElection.lockObjectName     text    ~@
  lock-object-namespace            leaderElection.lockObjectNamespace text   ~@
  healthzBindAddress               healthzBindAddress                text    ~@
  metricsBindAddress               metricsBindAddress                text    ~@
`);
