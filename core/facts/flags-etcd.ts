/** The flags of etcd, in the form that `flagtable.ts` reads. From `--help` and `embed.Config` of 3.3 to 3.7; those of 3.3 may be older. */

/** What the help has shown. A repeated flag counts as last written. */
export const ETCD_FLAGS = `
  advertise-client-urls                             text           =http://localhost:2379
  auth-token                                        text           =simple
  auth-token-ttl                                    number         =300
  auto-compaction-mode                              text           =periodic
  auto-compaction-retention                         text           =0
  auto-tls                                          boolean
  backend-batch-interval                            duration 3.4..
  backend-batch-limit                               number   3.4..
  backend-bbolt-freelist-type                       text     3.5..
  bcrypt-cost                                       number   3.4.. =10
  bootstrap-defrag-threshold-megabytes              number   3.6..
  ca-file                                           text     ..3.3
  cert-file                                         text
  cipher-suites                                     text
  client-cert-allowed-hostname                      text     3.4..
  client-cert-auth                                  boolean
  client-cert-file                                  text     3.5..
  client-crl-file                                   text
  client-key-file                                   text     3.5..
  compact-hash-check-time                           duration 3.6..
  compaction-batch-limit                            number   3.6..
  compaction-sleep-interval                         duration 3.6..
  config-file                                       text
  corrupt-check-time                                duration 3.6..
  cors                                              text           =*
  data-dir                                          text           =NAME.etcd
  debug                                             boolean  ..3.4
  discovery                                         text     ..3.6
  discovery-cacert                                  text     3.6..
  discovery-cert                                    text     3.6..
  discovery-dial-timeout                            text     3.6..
  discovery-endpoints                               text     3.6..
  discovery-fallback                                text           =proxy @3.6=exit
  discovery-insecure-skip-tls-verify                boolean  3.6..
  discovery-insecure-transport                      boolean  3.6..
  discovery-keepalive-time                          duration 3.6..
  discovery-keepalive-timeout                       duration 3.6..
  discovery-key                                     text     3.6..
  discovery-password                                text     3.6..
  discovery-proxy                                   text     ..3.6
  discovery-request-timeout                         text     3.6..
  discovery-srv                                     text
  discovery-srv-name                                text     3.4..
  discovery-token                                   text     3.6..
  discovery-user                                    text     3.6..
  distributed-tracing-address                       text     3.6..
  distributed-tracing-instance-id                   text     3.6..
  distributed-tracing-sampling-rate                 number   3.6..
  distributed-tracing-service-name                  text     3.6..
  downgrade-check-time                              duration 3.6..
  election-timeout                                  number         =1000
  enable-distributed-tracing                        boolean  3.6..
  enable-grpc-gateway                               boolean  3.4.. =true
  enable-log-rotation                               boolean  3.5..
  enable-pprof                                      boolean
  enable-v2                                         boolean  ..3.5 =true @3.4=false
  experimental-backend-bbolt-freelist-type          text     3.4..3.4
  experimental-bootstrap-defrag-threshold-megabytes number   3.5..3.6
  experimental-compact-hash-check-enabled           boolean  3.5..3.6
  experimental-compact-hash-check-time              duration 3.5..3.6
  experimental-compaction-batch-limit               number   3.4..3.6
  experimental-compaction-sleep-interval            duration 3.5..3.6
  experimental-corrupt-check-time                   duration ..3.6
  experimental-distributed-tracing-address          text     3.5..3.6
  experimental-distributed-tracing-instance-id      text     3.5..3.6
  experimental-distributed-tracing-sampling-rate    number   3.5..3.6
  experimental-distributed-tracing-service-name     text     3.5..3.6
  experimental-downgrade-check-time                 duration 3.5..3.6
  experimental-enable-distributed-tracing           boolean  3.5..3.6
  experimental-enable-lease-checkpoint              boolean  3.4..3.6
  experimental-enable-lease-checkpoint-persist      boolean  3.4..3.6
  experimental-enable-v2v3                          text     ..3.5
  experimental-initial-corrupt-check                boolean  ..3.6
  experimental-memory-mlock                         boolean  3.5..3.6
  experimental-peer-skip-client-san-verification    boolean  ..3.6
  experimental-snapshot-catchup-entries             number   3.5..3.6
  experimental-stop-grpc-service-on-defrag          boolean  3.5..3.6
  experimental-txn-mode-write-with-shared-buffer    boolean  3.5..3.6
  experimental-warning-apply-duration               duration 3.4..3.6
  experimental-warning-unary-request-duration       duration 3.6..3.6
  experimental-watch-progress-notify-interval       duration 3.4..3.6
  force-new-cluster                                 boolean
  grpc-keepalive-interval                           duration       =2h0m0s
  grpc-keepalive-min-time                           duration       =5s
  grpc-keepalive-timeout                            duration       =20s
  heartbeat-interval                                number         =100
  host-whitelist                                    text     3.4.. =*
  initial-advertise-peer-urls                       text           =http://localhost:2380
  initial-cluster                                   text           =default=http://localhost:2380
  initial-cluster-state                             text           =new
  initial-cluster-token                             text           =etcd-cluster
  initial-election-tick-advance                     boolean        =true
  key-file                                          text
  listen-client-http-urls                           text     3.4..
  listen-client-urls                                text           =http://localhost:2379
  listen-metrics-urls                               text
  listen-peer-urls                                  text           =http://localhost:2380
  log-format                                        text     3.6.. =json
  log-level                                         text     3.4.. =info
  log-output                                        text     ..3.4
  log-outputs                                       text     3.4.. =default
  log-package-levels                                text     ..3.4
  log-rotation-config-json                          text     3.5..
  logger                                            text     3.4.. =capnslog @3.5=zap
  max-concurrent-streams                            number   3.4..
  max-learners                                      number   3.6.. =1
  max-request-bytes                                 number         =1572864
  max-snapshots                                     number         =5
  max-txn-ops                                       number         =128
  max-wals                                          number         =5
  memory-mlock                                      boolean  3.6..
  metrics                                           text           =basic
  name                                              text           =default
  next-cluster-version-compatible                   text     3.4..3.4
  peer-auto-tls                                     boolean
  peer-ca-file                                      text     ..3.3
  peer-cert-allowed-cn                              text
  peer-cert-allowed-hostname                        text     3.4..
  peer-cert-file                                    text
  peer-client-cert-auth                             boolean
  peer-client-cert-file                             text     3.5..
  peer-client-key-file                              text     3.5..
  peer-crl-file                                     text
  peer-key-file                                     text
  peer-skip-client-san-verification                 boolean  3.6..
  peer-trusted-ca-file                              text
  pre-vote                                          boolean  3.4.. @3.4=false @3.5=true
  proxy                                             text     ..3.5 =off
  proxy-dial-timeout                                number   ..3.5
  proxy-failure-wait                                number   ..3.5
  proxy-read-timeout                                number   ..3.5
  proxy-refresh-interval                            number   ..3.5
  proxy-write-timeout                               number   ..3.5
  quota-backend-bytes                               number
  raft-read-timeout                                 text     3.5..
  raft-write-timeout                                text     3.5..
  self-signed-cert-validity                         number   3.5.. =1
  snapshot-catchup-entries                          number   3.6..
  snapshot-count                                    number         =100000 @3.6=10000
  socket-reuse-address                              boolean  3.5..
  socket-reuse-port                                 boolean  3.5..
  strict-reconfig-check                             boolean        =true
  tls-max-version                                   text     3.4..
  tls-min-version                                   text     3.4.. =TLS1.2
  trusted-ca-file                                   text
  unsafe-no-fsync                                   boolean  3.4..
  v2-deprecation                                    text     3.5..
  version                                           boolean
  wal-dir                                           text
  warning-apply-duration                            duration 3.6..
  warning-unary-request-duration                    duration 3.6..
  watch-progress-notify-interval                    duration 3.6..
`;

/** What the help does not show, and what was left from older releases. */
export const ETCD_HIDDEN = `
  addr                                    text     ..3.2 ~
  bind-addr                               text     ..3.2 ~
  cluster-active-size                     text     ~
  cluster-remove-delay                    text     ~
  cluster-sync-interval                   text     ~
  experimental-local-address              text     ~
  experimental-max-learners               number   ~
  experimental-set-member-localaddr       boolean  ~
  experimental-wait-cluster-ready-timeout duration ~
  feature-gates                           map      3.6..
  h                                       boolean
  help                                    boolean
  max-result-buffer                       text     ~
  max-retry-attempts                      text     ~
  peer-addr                               text     ..3.2 ~
  peer-bind-addr                          text     ..3.2 ~
  peer-election-timeout                   text     ~
  peer-heartbeat-interval                 text     ~
  retry-interval                          text     ~
  wait-cluster-ready-timeout              duration ~
`;
