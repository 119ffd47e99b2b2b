/** The flags that several of Kubernetes' programs share, in the form that `flagtable.ts` reads. From `--help` of 1.15 to 1.34. */

/** Of the API server, controller manager, scheduler and kubelet. The settings of klog went with 1.26 (KEP-2845). */
export const EVERYWHERE = `
  add-dir-header                    boolean  1.16..1.25
  alsologtostderr                   boolean  ..1.25
  client-ca-file                    text
  experimental-logging-sanitization boolean  1.20..1.23
  feature-gates                     map
  help                              boolean
  log-backtrace-at                  text     ..1.25
  log-dir                           text     ..1.25
  log-file                          text     ..1.25
  log-file-max-size                 number   ..1.25 =1800
  log-flush-frequency               duration        =5s
  log-json-info-buffer-size         text     1.23..
  log-json-split-stream             boolean  1.23..
  log-text-info-buffer-size         text     1.30..
  log-text-split-stream             boolean  1.30..
  logging-format                    text     1.19.. =text
  logtostderr                       boolean  ..1.25 =true
  one-output                        boolean  1.20..1.25
  skip-headers                      boolean  ..1.25
  skip-log-headers                  boolean  ..1.25
  stderrthreshold                   text     ..1.25 =2
  tls-cert-file                     text
  tls-cipher-suites                 list
  tls-min-version                   text
  tls-private-key-file              text
  v                                 text
  version                           text
  vmodule                           list
`;

/** Of the API server, controller manager and scheduler. */
export const SERVERS = `
  allow-metric-labels              map      1.21..
  allow-metric-labels-manifest     text     1.29..
  bind-address                     text      =0.0.0.0
  disable-http2-serving            boolean  1.31..
  disabled-metrics                 list     1.21..
  emulated-version                 list     1.31..
  http2-max-streams-per-connection number
  permit-address-sharing           boolean  1.21..
  permit-port-sharing              boolean  1.19..
  profiling                        boolean   =true
  requestheader-allowed-names      list
  requestheader-client-ca-file     text
  requestheader-uid-headers        list     1.32..
  tls-sni-cert-key                 array
`;

/** Of the controller manager and scheduler, which ask the API server who their clients are. */
export const CLIENTS = `
  authentication-kubeconfig                    text
  authentication-skip-lookup                   boolean
  authentication-token-webhook-cache-ttl       duration        =10s
  authorization-always-allow-paths             list            =/healthz @1.23=/healthz,/readyz,/livez
  authorization-kubeconfig                     text
  authorization-webhook-cache-authorized-ttl   duration        =10s
  authorization-webhook-cache-unauthorized-ttl duration        =10s
  cert-dir                                     text
  kube-api-content-type                        text            =application/vnd.kubernetes.protobuf
  kubeconfig                                   text
  leader-elect                                 boolean         =true
  leader-elect-lease-duration                  duration        =15s
  leader-elect-renew-deadline                  duration        =10s
  leader-elect-resource-lock                   text            @1.20=leases
  leader-elect-resource-namespace              text     1.16.. =kube-system
  leader-elect-retry-period                    duration        =2s
  master                                       text
  requestheader-extra-headers-prefix           list            =x-remote-extra-
  requestheader-group-headers                  list            =x-remote-group
  requestheader-username-headers               list            =x-remote-user
  show-hidden-metrics-for-version              text     1.18..
`;
