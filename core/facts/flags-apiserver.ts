/** The flags of the API server beside those in `flags-shared.ts`, in the form that `flagtable.ts` reads. From `--help` of 1.15 to 1.34, and `options.go`. */

/** What the help has shown. */
export const APISERVER_FLAGS = `
  address                                      text     ..1.23 ~1.19 !1.10
  admission-control                            list     !1.10
  admission-control-config-file                text
  advertise-address                            text
  aggregator-reject-forwarding-redirect        boolean  1.26..             =true
  allow-privileged                             boolean
  anonymous-auth                               boolean                     =true
  api-audiences                                list
  apiserver-count                              number   ~1.23              =1
  audit-dynamic-configuration                  boolean  ..1.18
  audit-log-batch-buffer-size                  number                      =10000
  audit-log-batch-max-size                     number                      =1
  audit-log-batch-max-wait                     duration
  audit-log-batch-throttle-burst               number
  audit-log-batch-throttle-enable              boolean
  audit-log-batch-throttle-qps                 number
  audit-log-compress                           boolean  1.20..
  audit-log-format                             text                        =json
  audit-log-maxage                             number
  audit-log-maxbackup                          number
  audit-log-maxsize                            number
  audit-log-mode                               text                        =blocking
  audit-log-path                               text
  audit-log-truncate-enabled                   boolean
  audit-log-truncate-max-batch-size            number                      =10485760
  audit-log-truncate-max-event-size            number                      =102400
  audit-log-version                            text                        =audit.k8s.io/v1
  audit-policy-file                            text
  audit-webhook-batch-buffer-size              number                      =10000
  audit-webhook-batch-max-size                 number                      =400
  audit-webhook-batch-max-wait                 duration                    =30s
  audit-webhook-batch-throttle-burst           number                      =15
  audit-webhook-batch-throttle-enable          boolean                     =true
  audit-webhook-batch-throttle-qps             number                      =10
  audit-webhook-config-file                    text
  audit-webhook-initial-backoff                duration                    =10s
  audit-webhook-mode                           text                        =batch
  audit-webhook-truncate-enabled               boolean
  audit-webhook-truncate-max-batch-size        number                      =10485760
  audit-webhook-truncate-max-event-size        number                      =102400
  audit-webhook-version                        text                        =audit.k8s.io/v1
  authentication-config                        text     1.29..
  authentication-token-webhook-cache-ttl       duration                    =2m0s
  authentication-token-webhook-config-file     text
  authentication-token-webhook-version         text     1.17..             =v1beta1
  authorization-config                         text     1.29..
  authorization-mode                           list                        =AlwaysAllow
  authorization-policy-file                    text
  authorization-webhook-cache-authorized-ttl   duration                    =5m0s
  authorization-webhook-cache-unauthorized-ttl duration                    =30s
  authorization-webhook-config-file            text
  authorization-webhook-version                text     1.17..             =v1beta1
  basic-auth-file                              text     ..1.18 ~1.15
  cert-dir                                     text                        =/var/run/kubernetes
  cloud-config                                 text     ~1.28
  cloud-provider                               text     ~1.28
  cloud-provider-gce-l7lb-src-cidrs            text     1.17.. ~1.30
  cloud-provider-gce-lb-src-cidrs              text     ~1.15
  contention-profiling                         boolean
  coordinated-leadership-lease-duration        duration 1.34..             =15s
  coordinated-leadership-renew-deadline        duration 1.34..             =10s
  coordinated-leadership-retry-period          duration 1.34..             =2s
  cors-allowed-origins                         list
  debug-socket-path                            text     1.27..
  default-not-ready-toleration-seconds         number                      =300
  default-unreachable-toleration-seconds       number                      =300
  default-watch-cache-size                     number   ~1.24              =100
  delete-collection-workers                    number                      =1
  disable-admission-plugins                    list
  egress-selector-config-file                  text     1.16..
  emulation-forward-compatible                 boolean  1.33..
  enable-admission-plugins                     list
  enable-aggregator-routing                    boolean
  enable-bootstrap-token-auth                  boolean
  enable-garbage-collector                     boolean                     =true
  enable-inflight-quota-handler                boolean  ..1.17
  enable-logs-handler                          boolean                     @1.34=false
  enable-priority-and-fairness                 boolean  1.18..             =false @1.20=true
  encryption-provider-config                   text
  encryption-provider-config-automatic-reload  boolean  1.26..
  endpoint-reconciler-type                     text                        =lease
  etcd-cafile                                  text
  etcd-certfile                                text
  etcd-compaction-interval                     duration                    =5m0s
  etcd-count-metric-poll-period                duration                    =1m0s
  etcd-db-metric-poll-interval                 duration 1.19..             =30s
  etcd-healthcheck-timeout                     duration 1.20..             =2s
  etcd-keyfile                                 text
  etcd-prefix                                  text                        =/registry
  etcd-readycheck-timeout                      duration 1.25..             =2s
  etcd-servers                                 list
  etcd-servers-overrides                       list
  event-ttl                                    duration                    =1h0m0s
  external-hostname                            text
  goaway-chance                                number   1.18..
  identity-lease-duration-seconds              number   1.20.. ~1.25
  identity-lease-renew-interval-seconds        number   1.20.. ~1.25
  insecure-bind-address                        text     ..1.23 ~1.19 !1.10 =127.0.0.1 @1.20=
  insecure-port                                number   ..1.23 ~1.19 !1.10 =8080 @1.20=0 @1.24=
  kubelet-certificate-authority                text
  kubelet-client-certificate                   text
  kubelet-client-key                           text
  kubelet-https                                boolean  ~1.18              =true
  kubelet-preferred-address-types              list                        =Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP
  kubelet-timeout                              duration                    =5s
  kubernetes-service-node-port                 number
  lease-reuse-duration-seconds                 number   1.21..             =60
  livez-grace-period                           duration 1.16..
  master-service-namespace                     text     ~1.25              =default
  max-connection-bytes-per-sec                 number
  max-mutating-requests-inflight               number                      =200
  max-requests-inflight                        number                      =400
  maximum-startup-sequence-duration            duration ..1.16
  min-request-timeout                          number                      =1800
  oidc-ca-file                                 text
  oidc-client-id                               text
  oidc-groups-claim                            text
  oidc-groups-prefix                           text
  oidc-issuer-url                              text
  oidc-required-claim                          map
  oidc-signing-algs                            list                        =RS256
  oidc-username-claim                          text                        =sub
  oidc-username-prefix                         text
  peer-advertise-ip                            text     1.28..
  peer-advertise-port                          text     1.28..
  peer-ca-file                                 text     1.28..
  port                                         number   ..1.23 ~1.19 !1.10
  proxy-client-cert-file                       text
  proxy-client-key-file                        text
  request-timeout                              duration                    =1m0s
  requestheader-extra-headers-prefix           list
  requestheader-group-headers                  list
  requestheader-username-headers               list
  runtime-config                               map
  runtime-config-emulation-forward-compatible  boolean  1.33..
  secure-port                                  number                      =6443
  service-account-extend-token-expiration      boolean  1.19..             =false @1.20=true
  service-account-issuer                       array
  service-account-jwks-uri                     text     1.18..
  service-account-key-file                     array
  service-account-lookup                       boolean                     =true
  service-account-max-token-expiration         duration
  service-account-signing-endpoint             text     1.32..
  service-account-signing-key-file             text
  service-cluster-ip-range                     text
  service-node-port-range                      text                        =30000-32767
  show-hidden-metrics-for-version              text     1.17..
  shutdown-delay-duration                      duration
  shutdown-send-retry-after                    boolean  1.23..
  shutdown-watch-termination-grace-period      duration 1.27..
  storage-backend                              text
  storage-initialization-timeout               duration 1.31..             =1m0s
  storage-media-type                           text                        =application/vnd.kubernetes.protobuf
  strict-transport-security-directives         list     1.21..
  target-ram-mb                                number   ..1.23 ~1.18
  token-auth-file                              text
  tracing-config-file                          text     1.22..
  watch-cache                                  boolean                     =true
  watch-cache-sizes                            list
`;

/** What the help has not shown since 1.15, if it ever did. */
export const APISERVER_HIDDEN = `
  authorization-rbac-super-user           text     ~
  deserialization-cache-size              number   ..1.23 ~
  enable-swagger-ui                       boolean  ..1.23 ~
  etcd-quorum-read                        boolean  ~
  experimental-bootstrap-token-auth       boolean  ~
  experimental-encryption-provider-config text     ..1.23 ~
  experimental-keystone-ca-file           text     ~
  experimental-keystone-url               text     ~
  google-json-key                         text     ~
  insecure-allow-any-token                boolean  ~
  kubelet-port                            number   ~
  kubelet-read-only-port                  number   ~
  repair-malformed-updates                boolean  ~
  service-account-api-audiences           list     ~
  ssh-keyfile                             text     ~
  ssh-user                                text     ~
  storage-versions                        text     ~
  tls-ca-file                             text     ~
  tls-curve-preferences                   list     1.36..
`;
