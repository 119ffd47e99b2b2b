/** The flags of the controller manager beside those in `flags-shared.ts`, in the form that `flagtable.ts` reads. From `--help` of 1.15 to 1.34, and `options.go`. */

/** What the help has shown. */
export const CONTROLLER_MANAGER_FLAGS = `
  address                                             text     ..1.23 ~1.21 =0.0.0.0 @1.22=
  allocate-node-cidrs                                 boolean
  attach-detach-reconcile-sync-period                 duration              =1m0s
  authentication-tolerate-lookup-failure              boolean
  cidr-allocator-type                                 text                  =RangeAllocator
  cloud-config                                        text
  cloud-provider                                      text
  cluster-cidr                                        text
  cluster-name                                        text                  =kubernetes
  cluster-signing-cert-file                           text
  cluster-signing-duration                            duration 1.19..       =8760h0m0s
  cluster-signing-key-file                            text
  cluster-signing-kube-apiserver-client-cert-file     text     1.19..
  cluster-signing-kube-apiserver-client-key-file      text     1.19..
  cluster-signing-kubelet-client-cert-file            text     1.19..
  cluster-signing-kubelet-client-key-file             text     1.19..
  cluster-signing-kubelet-serving-cert-file           text     1.19..
  cluster-signing-kubelet-serving-key-file            text     1.19..
  cluster-signing-legacy-unknown-cert-file            text     1.19..
  cluster-signing-legacy-unknown-key-file             text     1.19..
  concurrent-cron-job-syncs                           number   1.28..       =5
  concurrent-daemonset-syncs                          number   1.32..       =2
  concurrent-deployment-syncs                         number                =5
  concurrent-endpoint-syncs                           number                =5
  concurrent-ephemeralvolume-syncs                    number   1.23..       =5
  concurrent-gc-syncs                                 number                =20
  concurrent-horizontal-pod-autoscaler-syncs          number   1.26..       =5
  concurrent-job-syncs                                number   1.28..       =5
  concurrent-namespace-syncs                          number                =10
  concurrent-rc-syncs                                 number                =5
  concurrent-replicaset-syncs                         number                =5
  concurrent-resource-quota-syncs                     number                =5
  concurrent-service-endpoint-syncs                   number   1.16..       =5
  concurrent-service-syncs                            number                =1
  concurrent-serviceaccount-token-syncs               number                =5
  concurrent-statefulset-syncs                        number   1.16..       =5
  concurrent-ttl-after-finished-syncs                 number                =5
  concurrent-validating-admission-policy-status-syncs number   1.28..       =5
  configure-cloud-routes                              boolean               =true
  contention-profiling                                boolean
  controller-start-interval                           duration
  controllers                                         list                  =*
  deployment-controller-sync-period                   duration ~1.22        =30s
  disable-attach-detach-reconcile-sync                boolean
  disable-force-detach-on-timeout                     boolean  1.30..
  enable-dynamic-provisioning                         boolean               =true
  enable-garbage-collector                            boolean               =true
  enable-hostpath-provisioner                         boolean
  enable-leader-migration                             boolean  1.21..
  enable-taint-manager                                boolean  ..1.26 ~1.24 =true
  endpoint-updates-batch-period                       duration 1.16..
  endpointslice-updates-batch-period                  duration 1.18..
  experimental-cluster-signing-duration               duration ~1.18        =8760h0m0s
  external-cloud-volume-plugin                        text
  flex-volume-plugin-dir                              text                  =/usr/libexec/kubernetes/kubelet-plugins/volume/exec/
  horizontal-pod-autoscaler-cpu-initialization-period duration              =5m0s
  horizontal-pod-autoscaler-downscale-stabilization   duration              =5m0s
  horizontal-pod-autoscaler-initial-readiness-delay   duration              =30s
  horizontal-pod-autoscaler-sync-period               duration              =15s
  horizontal-pod-autoscaler-tolerance                 number                =0.1
  kube-api-burst                                      number                =30
  kube-api-qps                                        number                =20
  large-cluster-size-threshold                        number                =50
  leader-elect-resource-name                          text     1.16..       =kube-controller-manager
  leader-migration-config                             text     1.21..
  legacy-service-account-token-clean-up-period        duration 1.28..       =8760h0m0s
  max-endpoints-per-slice                             number   1.16..       =100
  min-resync-period                                   duration              =12h0m0s
  mirroring-concurrent-service-endpoint-syncs         number   1.19..       =5
  mirroring-endpointslice-updates-batch-period        duration 1.19..
  mirroring-max-endpoints-per-subset                  number   1.19..       =1000
  namespace-sync-period                               duration              =5m0s
  node-cidr-mask-size                                 number
  node-cidr-mask-size-ipv4                            number   1.17..
  node-cidr-mask-size-ipv6                            number   1.17..
  node-eviction-rate                                  number                =0.1
  node-monitor-grace-period                           duration              =40s @1.32=50s
  node-monitor-period                                 duration              =5s
  node-startup-grace-period                           duration              =1m0s
  pod-eviction-timeout                                duration ..1.26 ~1.25 =5m0s
  port                                                number   ..1.23 ~1.21 =10252 @1.22=0 @1.24=
  pv-recycler-increment-timeout-nfs                   number                =30
  pv-recycler-minimum-timeout-hostpath                number                =60
  pv-recycler-minimum-timeout-nfs                     number                =300
  pv-recycler-pod-template-filepath-hostpath          text
  pv-recycler-pod-template-filepath-nfs               text
  pv-recycler-timeout-increment-hostpath              number                =30
  pvclaimbinder-sync-period                           duration              =15s
  resource-quota-sync-period                          duration              =5m0s
  root-ca-file                                        text
  route-reconciliation-period                         duration              =10s
  secondary-node-eviction-rate                        number                =0.01
  secure-port                                         number                =10257
  service-account-private-key-file                    text
  service-cluster-ip-range                            text
  terminated-pod-gc-threshold                         number                =12500
  unhealthy-zone-threshold                            number                =0.55
  use-service-account-credentials                     boolean
  volume-host-allow-local-loopback                    boolean  1.20.. ~1.27 =true
  volume-host-cidr-denylist                           list     1.20.. ~1.27
`;

/** What the help has not shown since 1.15, if it ever did. */
export const CONTROLLER_MANAGER_HIDDEN = `
  allow-untagged-cloud                                     boolean  ~
  azure-container-registry-config                          text     ~
  cloud-provider-gce-lb-src-cidrs                          text     ~
  daemonset-lookup-cache-size                              number   ~
  deleting-pods-burst                                      number   ~
  deleting-pods-qps                                        number   ~
  google-json-key                                          text     ~
  horizontal-pod-autoscaler-downscale-delay                duration ~
  horizontal-pod-autoscaler-upscale-delay                  duration ~
  horizontal-pod-autoscaler-use-rest-clients               boolean  ~ =true
  insecure-experimental-approve-all-kubelet-csrs-for-group text     ~
  node-sync-period                                         duration ~
  register-retry-count                                     number   ~
  replicaset-lookup-cache-size                             number   ~
  replication-controller-lookup-cache-size                 number   ~
  service-sync-period                                      duration ~
`;
