/** The keys of `spec.kubeAPIServer` of a kOps Cluster, and the flags that they stand for. */

import { fieldTable } from './fields.ts';

/** See `KOPS_FIELDS`. */
export const KOPS_APISERVER_FIELDS = fieldTable(`
  logging-format                                  logFormat
  v                                               logLevel                                   number
  cloud-provider                                  cloudProvider
  etcd-compaction-interval                        compactionInterval
  secure-port                                     securePort                                 number
  insecure-port                                   insecurePort                               number
  address                                         address
  advertise-address                               advertiseAddress
  bind-address                                    bindAddress
  insecure-bind-address                           insecureBindAddress
  enable-bootstrap-token-auth                     enableBootstrapTokenAuth                   boolean
  enable-aggregator-routing                       enableAggregatorRouting                    boolean
  admission-control                               admissionControl                           list
  enable-admission-plugins                        enableAdmissionPlugins                     list
  disable-admission-plugins                       disableAdmissionPlugins                    list
  admission-control-config-file                   admissionControlConfigFile
  service-cluster-ip-range                        serviceClusterIPRange
  service-node-port-range                         serviceNodePortRange
  etcd-servers                                    etcdServers                                list
  etcd-servers-overrides                          etcdServersOverrides                       list
  etcd-cafile                                     etcdCAFile
  etcd-certfile                                   etcdCertFile
  etcd-keyfile                                    etcdKeyFile
  basic-auth-file                                 basicAuthFile
  client-ca-file                                  clientCAFile
  tls-cert-file                                   tlsCertFile
  tls-private-key-file                            tlsPrivateKeyFile
  tls-cipher-suites                               tlsCipherSuites                            list
  tls-min-version                                 tlsMinVersion
  token-auth-file                                 tokenAuthFile
  allow-privileged                                allowPrivileged                            boolean
  apiserver-count                                 apiServerCount                             number
  runtime-config                                  runtimeConfig                              map
  kubelet-client-certificate                      kubeletClientCertificate
  kubelet-certificate-authority                   kubeletCertificateAuthority
  kubelet-client-key                              kubeletClientKey
  anonymous-auth                                  anonymousAuth                              boolean
  kubelet-preferred-address-types                 kubeletPreferredAddressTypes               list
  storage-backend                                 storageBackend
  oidc-username-claim                             oidcUsernameClaim
  oidc-username-prefix                            oidcUsernamePrefix
  oidc-groups-claim                               oidcGroupsClaim
  oidc-groups-prefix                              oidcGroupsPrefix
  oidc-issuer-url                                 oidcIssuerURL
  oidc-client-id                                  oidcClientID
  oidc-ca-file                                    oidcCAFile
  oidc-required-claim                             oidcRequiredClaim                          list
  authentication-config                           authenticationConfigFile
  proxy-client-cert-file                          proxyClientCertFile
  proxy-client-key-file                           proxyClientKeyFile
  audit-log-format                                auditLogFormat
  audit-log-path                                  auditLogPath
  audit-log-maxage                                auditLogMaxAge                             number
  audit-log-maxbackup                             auditLogMaxBackups                         number
  audit-log-maxsize                               auditLogMaxSize                            number
  audit-policy-file                               auditPolicyFile
  audit-webhook-batch-buffer-size                 auditWebhookBatchBufferSize                number
  audit-webhook-batch-max-size                    auditWebhookBatchMaxSize                   number
  audit-webhook-batch-max-wait                    auditWebhookBatchMaxWait
  audit-webhook-batch-throttle-burst              auditWebhookBatchThrottleBurst             number
  audit-webhook-batch-throttle-enable             auditWebhookBatchThrottleEnable            boolean
  audit-webhook-batch-throttle-qps                auditWebhookBatchThrottleQps
  audit-webhook-config-file                       auditWebhookConfigFile
  audit-webhook-initial-backoff                   auditWebhookInitialBackoff
  audit-webhook-mode                              auditWebhookMode
  authentication-token-webhook-config-file        authenticationTokenWebhookConfigFile
  authentication-token-webhook-cache-ttl          authenticationTokenWebhookCacheTtl
  authorization-mode                              authorizationMode
  authorization-webhook-config-file               authorizationWebhookConfigFile
  authorization-webhook-cache-authorized-ttl      authorizationWebhookCacheAuthorizedTTL
  authorization-webhook-cache-unauthorized-ttl    authorizationWebhookCacheUnauthorizedTTL
  authorization-rbac-super-user                   authorizationRBACSuperUser
  encryption-provider-config                      encryptionProviderConfig
  experimental-encryption-provider-config         experimentalEncryptionProviderConfig
  requestheader-username-headers                  requestheaderUsernameHeaders               list
  requestheader-group-headers                     requestheaderGroupHeaders                  list
  requestheader-extra-headers-prefix              requestheaderExtraHeaderPrefixes           list
  requestheader-client-ca-file                    requestheaderClientCAFile
  requestheader-allowed-names                     requestheaderAllowedNames                  list
  feature-gates                                   featureGates                               map
  goaway-chance                                   goawayChance
  max-requests-inflight                           maxRequestsInflight                        number
  max-mutating-requests-inflight                  maxMutatingRequestsInflight                number
  http2-max-streams-per-connection                http2MaxStreamsPerConnection               number
  etcd-quorum-read                                etcdQuorumRead                             boolean
  request-timeout                                 requestTimeout
  storage-initialization-timeout                  storageInitializationTimeout
  min-request-timeout                             minRequestTimeout                          number
  watch-cache                                     watchCache                                 boolean
  watch-cache-sizes                               watchCacheSizes                            list
  service-account-key-file                        serviceAccountKeyFile                      list
  service-account-signing-key-file                serviceAccountSigningKeyFile
  service-account-issuer                          serviceAccountIssuer
  service-account-jwks-uri                        serviceAccountJWKSURI
  api-audiences                                   apiAudiences                               list
  event-ttl                                       eventTTL
  audit-dynamic-configuration                     auditDynamicConfiguration                  boolean
  profiling                                       enableProfiling                            boolean
  contention-profiling                            enableContentionProfiling                  boolean
  cors-allowed-origins                            corsAllowedOrigins                         list
  strict-transport-security-directives            strictTransportSecurityDirectives          list
  default-not-ready-toleration-seconds            defaultNotReadyTolerationSeconds           number
  default-unreachable-toleration-seconds          defaultUnreachableTolerationSeconds        number
  delete-collection-workers                       deleteCollectionWorkers                    number
`);
