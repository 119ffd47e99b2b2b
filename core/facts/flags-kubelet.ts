/** The flags of the kubelet beside those in `flags-shared.ts`, in the form that `flagtable.ts` reads. From `--help` of 1.15 to 1.34, and `options.go`. */

/** What the help has shown. Defaults are those without `--config`: with a configuration file, the file decides. */
export const KUBELET_FLAGS = `
  address                                           text            =0.0.0.0
  allowed-unsafe-sysctls                            list
  anonymous-auth                                    boolean         =true
  application-metrics-count-limit                   number          =100
  authentication-token-webhook                      boolean
  authentication-token-webhook-cache-ttl            duration        =2m0s
  authorization-mode                                text            =AlwaysAllow
  authorization-webhook-cache-authorized-ttl        duration        =5m0s
  authorization-webhook-cache-unauthorized-ttl      duration        =30s
  azure-container-registry-config                   text     ~1.27
  boot-id-file                                      text            =/proc/sys/kernel/random/boot_id
  bootstrap-checkpoint-path                         text     ~1.18
  bootstrap-kubeconfig                              text
  cert-dir                                          text            =/var/lib/kubelet/pki
  cgroup-driver                                     text            =cgroupfs
  cgroup-root                                       text
  cgroups-per-qos                                   boolean         =true
  chaos-chance                                      number   ~1.21
  cloud-config                                      text     ..1.33
  cloud-provider                                    text
  cluster-dns                                       list
  cluster-domain                                    text
  cni-bin-dir                                       text     ..1.23
  cni-cache-dir                                     text     ..1.23
  cni-conf-dir                                      text     ..1.23
  config                                            text
  config-dir                                        text     1.28..
  container-hints                                   text            =/etc/cadvisor/container_hints.json
  container-log-max-files                           number          =5
  container-log-max-size                            text            =10Mi
  container-runtime                                 text     ..1.26 =docker @1.24=remote
  container-runtime-endpoint                        text            @1.27=unix:///run/containerd/containerd.sock
  containerd                                        text            =/run/containerd/containerd.sock
  containerd-namespace                              text     1.20.. =k8s.io
  contention-profiling                              boolean
  cpu-cfs-quota                                     boolean         =true
  cpu-cfs-quota-period                              duration        =100ms
  cpu-manager-policy                                text            =none
  cpu-manager-policy-options                        map      1.22..
  cpu-manager-reconcile-period                      duration        =10s
  docker                                            text     ..1.23
  docker-endpoint                                   text     ..1.23
  docker-env-metadata-whitelist                     list     ..1.23
  docker-only                                       boolean  ..1.23
  docker-root                                       text     ..1.23
  docker-tls                                        boolean  ..1.23
  docker-tls-ca                                     text     ..1.23
  docker-tls-cert                                   text     ..1.23
  docker-tls-key                                    text     ..1.23
  dynamic-config-dir                                text     ..1.23
  enable-cadvisor-json-endpoints                    boolean  ~1.20
  enable-controller-attach-detach                   boolean         =true
  enable-debugging-handlers                         boolean         =true
  enable-load-reader                                boolean
  enable-server                                     boolean         =true
  enforce-node-allocatable                          list            =pods
  event-burst                                       number          =10 @1.27=100
  event-qps                                         number          =5 @1.27=50
  event-storage-age-limit                           text            =default=0
  event-storage-event-limit                         text            =default=0
  eviction-hard                                     map
  eviction-max-pod-grace-period                     number
  eviction-minimum-reclaim                          map
  eviction-pressure-transition-period               duration        =5m0s
  eviction-soft                                     map
  eviction-soft-grace-period                        map
  exit-on-lock-contention                           boolean
  experimental-allocatable-ignore-eviction          boolean
  experimental-bootstrap-kubeconfig                 text     ~1.22
  experimental-check-node-capabilities-before-mount boolean  ~1.23
  experimental-kernel-memcg-notification            boolean  ~1.24
  experimental-mounter-path                         text
  fail-cgroupv1                                     boolean  1.31..
  fail-swap-on                                      boolean         =true
  file-check-frequency                              duration        =20s
  global-housekeeping-interval                      duration        =1m0s
  hairpin-mode                                      text            =promiscuous-bridge
  healthz-bind-address                              text            =127.0.0.1
  healthz-port                                      number          =10248
  hostname-override                                 text
  housekeeping-interval                             duration        =10s
  http-check-frequency                              duration        =20s
  image-credential-provider-bin-dir                 text     1.20..
  image-credential-provider-config                  text     1.20..
  image-gc-high-threshold                           number          =85
  image-gc-low-threshold                            number          =80
  image-pull-progress-deadline                      duration ..1.23 =1m0s
  image-service-endpoint                            text
  iptables-drop-bit                                 number   ~1.27  =15
  iptables-masquerade-bit                           number   ~1.27  =14
  keep-terminated-pod-volumes                       boolean  ..1.30
  kernel-memcg-notification                         boolean  1.19..
  kube-api-burst                                    number          =10 @1.27=100
  kube-api-content-type                             text            =application/vnd.kubernetes.protobuf
  kube-api-qps                                      number          =5 @1.27=50
  kube-reserved                                     map
  kube-reserved-cgroup                              text
  kubeconfig                                        text
  kubelet-cgroups                                   text
  local-storage-capacity-isolation                  boolean  1.25.. =true
  lock-file                                         text
  log-cadvisor-usage                                boolean
  machine-id-file                                   text            =/etc/machine-id,/var/lib/dbus/machine-id
  make-iptables-util-chains                         boolean         =true
  manifest-url                                      text
  manifest-url-header                               map
  master-service-namespace                          text     ~1.26  =default
  max-open-files                                    number          =1000000
  max-pods                                          number          =110
  maximum-dead-containers                           number          =-1
  maximum-dead-containers-per-container             number          =1
  memory-manager-policy                             text     1.21.. =None
  minimum-container-ttl-duration                    duration
  minimum-image-ttl-duration                        duration        =2m0s
  network-plugin                                    text     ..1.23
  network-plugin-mtu                                number   ..1.23 =0
  node-ip                                           text
  node-labels                                       map
  node-status-max-images                            number          =50
  node-status-update-frequency                      duration        =10s
  non-masquerade-cidr                               text     ~1.23
  oom-score-adj                                     number          =-999
  pod-cidr                                          text
  pod-infra-container-image                         text
  pod-manifest-path                                 text
  pod-max-pids                                      number          =-1
  pods-per-core                                     number
  port                                              number          =10250
  protect-kernel-defaults                           boolean
  provider-id                                       text
  qos-reserved                                      map
  read-only-port                                    number          =10255
  really-crash-for-testing                          boolean  ~1.23
  redirect-container-streaming                      boolean  ~1.21
  register-node                                     boolean         =true
  register-schedulable                              boolean  ..1.33 =true
  register-with-taints                              list
  registry-burst                                    number          =10
  registry-qps                                      number          =5
  reserved-cpus                                     text     1.17..
  reserved-memory                                   array    1.21..
  resolv-conf                                       text            =/etc/resolv.conf
  root-dir                                          text            =/var/lib/kubelet
  rotate-certificates                               boolean
  rotate-server-certificates                        boolean
  runonce                                           boolean
  runtime-cgroups                                   text
  runtime-request-timeout                           duration        =2m0s
  seccomp-default                                   boolean  1.22..
  seccomp-profile-root                              text     ~1.22
  serialize-image-pulls                             boolean         =true
  storage-driver-buffer-duration                    duration        =1m0s
  storage-driver-db                                 text            =cadvisor
  storage-driver-host                               text            =localhost:8086
  storage-driver-password                           text            =root
  storage-driver-secure                             boolean
  storage-driver-table                              text            =stats
  storage-driver-user                               text            =root
  streaming-connection-idle-timeout                 duration        =4h0m0s
  sync-frequency                                    duration        =1m0s
  system-cgroups                                    text
  system-reserved                                   map
  system-reserved-cgroup                            text
  topology-manager-policy                           text            =none
  topology-manager-policy-options                   map      1.26..
  topology-manager-scope                            text     1.20.. =container
  volume-plugin-dir                                 text            =/usr/libexec/kubernetes/kubelet-plugins/volume/exec/
  volume-stats-agg-period                           duration        =1m0s
`;

/** What the help has not shown since 1.15, if it ever did. */
export const KUBELET_HIDDEN = `
  allow-privileged                       boolean  ..1.14 ~
  api-servers                            list     ~
  auth-path                              text     ~
  babysit-daemons                        boolean  ~
  cadvisor-port                          number   ~
  configure-cbr0                         boolean  ~
  docker-disable-shared-pid              boolean  ~
  docker-exec-handler                    text     ~
  enable-custom-metrics                  boolean  ~
  experimental-allowed-unsafe-sysctls    list     ~
  experimental-dockershim                boolean  ~
  experimental-dockershim-root-directory text     ~
  experimental-fail-swap-on              boolean  ~
  experimental-nvidia-gpus               number   ~
  experimental-qos-reserved              map      ~
  google-json-key                        text     ~
  host-ipc-sources                       list     ~
  host-network-sources                   list     ~
  host-pid-sources                       list     ~
  init-config-dir                        text     ~
  low-diskspace-threshold-mb             number   ~
  network-plugin-dir                     text     ~
  node-name                              text     ~
  outofdisk-transition-frequency         duration ~
  perf-events-config                     text     ~
  raw-cgroup-prefix-whitelist            text     ~
  reconcile-cidr                         boolean  ~
  require-kubeconfig                     boolean  ~
  rkt-api-endpoint                       text     ~
  rkt-path                               text     ~
  rkt-stage1-image                       text     ~
  windows-priorityclass                  text     ~
  windows-service                        boolean  ~
`;
