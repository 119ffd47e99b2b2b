/** The flags of kube-proxy, in the form that `flagtable.ts` reads. From its reference and `cmd/kube-proxy/app/options.go`, 1.22 to 1.34. */

/** With `--config`, most of them have no effect. */
export const PROXY_FLAGS = `
  add-dir-header                    boolean  ~
  alsologtostderr                   boolean  ~
  azure-container-registry-config   text     ~
  bind-address                      text            =0.0.0.0
  bind-address-hard-fail            boolean
  boot-id-file                      text     ~
  cleanup                           boolean
  cleanup-iptables                  boolean  ~
  cleanup-ipvs                      boolean  ~      =true
  cluster-cidr                      text
  config                            text
  config-sync-period                duration        =15m0s
  conntrack-max                     number   ~
  conntrack-max-per-core            number          =32768
  conntrack-min                     number          =131072
  conntrack-tcp-be-liberal          boolean  1.29..
  conntrack-tcp-timeout-close-wait  duration        =1h0m0s
  conntrack-tcp-timeout-established duration        =24h0m0s
  conntrack-udp-timeout             duration 1.29..
  conntrack-udp-timeout-stream      duration 1.29..
  detect-local-mode                 text     1.18..
  enable-dsr                        boolean
  experimental-logging-sanitization boolean  ~
  feature-gates                     map
  forward-healthcheck-vip           boolean
  google-json-key                   text     ~
  healthz-bind-address              text            =0.0.0.0:10256
  healthz-port                      number   !1.16  =10256
  help                              boolean
  hostname-override                 text
  init-only                         boolean  1.29..
  iptables-localhost-nodeports      boolean  1.26.. =true
  iptables-masquerade-bit           number          =14
  iptables-min-sync-period          duration        =1s
  iptables-sync-period              duration        =30s
  ipvs-exclude-cidrs                list
  ipvs-min-sync-period              duration
  ipvs-scheduler                    text
  ipvs-strict-arp                   boolean
  ipvs-sync-period                  duration        =30s
  ipvs-tcp-timeout                  duration 1.18..
  ipvs-tcpfin-timeout               duration 1.18..
  ipvs-udp-timeout                  duration 1.18..
  kube-api-burst                    number          =10
  kube-api-content-type             text            =application/vnd.kubernetes.protobuf
  kube-api-qps                      number          =5
  kubeconfig                        text
  log-backtrace-at                  text     ~
  log-dir                           text     ~
  log-file                          text     ~
  log-file-max-size                 number   ~      =1800
  log-flush-frequency               duration        =5s
  log-json-info-buffer-size         text     1.23..
  log-json-split-stream             boolean  1.23..
  log-text-info-buffer-size         text     1.30..
  log-text-split-stream             boolean  1.30..
  logging-format                    text     1.26.. =text
  logtostderr                       boolean  ~      =true
  machine-id-file                   text     ~
  masquerade-all                    boolean
  master                            text
  metrics-bind-address              text            =127.0.0.1:10249
  metrics-port                      number   !1.16  =10249
  network-name                      text
  nodeport-addresses                list
  one-output                        boolean  ~
  oom-score-adj                     number          =-999
  pod-bridge-interface              text     1.23..
  pod-interface-name-prefix         text     1.23..
  profiling                         boolean
  proxy-mode                        text
  proxy-port-range                  text
  resource-container                text     ~
  root-hnsendpoint-name             text
  show-hidden-metrics-for-version   text     1.19..
  skip-headers                      boolean  ~
  skip-log-headers                  boolean  ~
  source-vip                        text
  stderrthreshold                   text     ~      =2
  udp-timeout                       duration ~
  v                                 text
  version                           text
  vmodule                           list
  windows-service                   boolean
  write-config-to                   text
`;
