/** What the flags of kube-apiserver do, those left out that all of Kubernetes' servers share. */

/** From the reference of kube-apiserver, and from `options.go` where that says more. */
export const APISERVER: Readonly<Record<string, string>> = {
  address: 'An old name of --insecure-bind-address.',
  'admission-control':
    'The old list of admission plugins: exactly these run. --enable-admission-plugins and --disable-admission-plugins took its place.',
  'admission-control-config-file': 'The file that configures admission plugins such as EventRateLimit, ImagePolicyWebhook and PodSecurity.',
  'aggregator-reject-forwarding-redirect':
    'Whether a redirect that an aggregated API server answers is refused rather than passed on to the client.',
  'allow-privileged': 'Whether containers may be privileged at all; where not, the API server refuses such Pods.',
  'anonymous-auth':
    'Whether requests that carry no credentials are let in as the user system:anonymous of the group system:unauthenticated, for the authorizers to decide on.',
  'api-audiences': 'A service account token must be meant for one of these. Where it is not given, that is --service-account-issuer.',
  'audit-log-compress': 'Whether audit log files are compressed when a new one is begun.',
  'audit-log-format': 'How audit events are written to the log: json, or legacy for one line of text.',
  'audit-log-maxage': 'For how many days old audit log files are kept; 0 sets no limit by age.',
  'audit-log-maxbackup': 'How many old audit log files are kept; 0 sets no limit by number.',
  'audit-log-maxsize': 'After how many megabytes a new audit log file is begun; 0 stands for 100.',
  'audit-log-mode':
    'Whether a response waits until its audit events are written (blocking, blocking-strict) or they are written behind it (batch).',
  'audit-log-path': 'The file that audit events are written to; - stands for standard output. Where it is not given, no log is written.',
  'audit-log-truncate-enabled': 'Whether audit events that are too large for the log are cut down.',
  'audit-policy-file': 'The file with the audit policy, which says what is recorded of which request. Without it, nothing is.',
  'audit-webhook-config-file': 'A kubeconfig file with the server that audit events are sent to.',
  'audit-webhook-mode':
    'Whether a response waits until its audit events are sent (blocking, blocking-strict) or they are sent behind it (batch).',
  'audit-webhook-truncate-enabled': 'Whether audit events that are too large for the server are cut down.',
  'authentication-config':
    'A file with an AuthenticationConfiguration: the issuers of tokens, and who may be anonymous. It cannot be given together with the --oidc flags.',
  'authentication-token-webhook-cache-ttl': 'For how long the answers of the token webhook are remembered.',
  'authentication-token-webhook-config-file': 'A kubeconfig file with the server that is asked whose a bearer token is.',
  'authentication-token-webhook-version': 'The version of TokenReview that the token webhook is sent.',
  'authorization-config':
    'A file with an AuthorizationConfiguration: the authorizers, in order. It cannot be given together with --authorization-mode.',
  'authorization-mode': 'The authorizers, in the order in which they are asked. The first one that allows or denies a request decides.',
  'authorization-policy-file': 'The policies of the authorizer ABAC, one JSON object a line. They are read only at the start.',
  'authorization-webhook-cache-authorized-ttl': 'For how long the authorizer Webhook remembers that something was allowed.',
  'authorization-webhook-cache-unauthorized-ttl': 'For how long the authorizer Webhook remembers that something was not allowed.',
  'authorization-webhook-config-file': 'A kubeconfig file with the server that the authorizer Webhook asks.',
  'authorization-webhook-version': 'The version of SubjectAccessReview that the authorizer Webhook sends.',
  'basic-auth-file': 'A file with passwords in plain text and the users they belong to. It is read only at the start.',
  'cors-allowed-origins': 'Regular expressions for the web sites whose scripts may read what the API server answers in a browser.',
  'debug-socket-path': 'A Unix socket on which profiles are served to whoever can open it, without authentication.',
  'disable-admission-plugins': 'Admission plugins that do not run although they are on by default.',
  'egress-selector-config-file': 'A file that says through which proxy the API server reaches nodes, etcd and webhooks.',
  'enable-admission-plugins': 'Admission plugins that run beside those that are on by default. Their order does not matter.',
  'enable-aggregator-routing':
    'Whether requests to aggregated API servers go to endpoint addresses rather than the address of the Service.',
  'enable-bootstrap-token-auth': 'Whether the bootstrap tokens in Secrets of kube-system are accepted, with which new nodes join.',
  'enable-logs-handler': 'Whether the folder /var/log of the API server is served at /logs.',
  'enable-priority-and-fairness':
    'Whether the capacity of the API server is shared out among its clients, so that none can take all of it.',
  'encryption-provider-config':
    'The file with an EncryptionConfiguration, which says what is encrypted before it is stored in etcd. Without it, nothing is.',
  'encryption-provider-config-automatic-reload': 'Whether the EncryptionConfiguration is read again when its file changes.',
  'etcd-cafile': 'The CA that the certificates of etcd must come from.',
  'etcd-certfile': 'The certificate with which the API server shows etcd who it is.',
  'etcd-keyfile': 'The private key that belongs to --etcd-certfile.',
  'etcd-prefix': 'What the keys of everything that the API server stores in etcd begin with.',
  'etcd-servers': 'The URLs of etcd, where the API server stores everything.',
  'etcd-servers-overrides': 'Other etcd servers for single resources: group/resource#URL, with semicolons between the URLs of one.',
  'event-ttl': 'How long Events are kept.',
  'experimental-encryption-provider-config': 'The name that --encryption-provider-config had before 1.13.',
  'insecure-bind-address': 'The address on which --insecure-port is served.',
  'insecure-port':
    'A port for requests that are neither encrypted, authenticated nor authorized. From 1.20 on it can only be 0, which means none.',
  'kubelet-certificate-authority': 'The CA that the certificates of kubelets must come from. Where it is not given, they are not verified.',
  'kubelet-client-certificate': 'The certificate with which the API server shows kubelets who it is.',
  'kubelet-client-key': 'The private key that belongs to --kubelet-client-certificate.',
  'kubelet-https': 'Whether the API server talks to kubelets over TLS. Releases that do not know the flag always do.',
  'max-mutating-requests-inflight':
    'How many requests that change something are served at a time; counted together with --max-requests-inflight where priority and fairness is on.',
  'max-requests-inflight':
    'How many requests that only read are served at a time; counted together with --max-mutating-requests-inflight where priority and fairness is on.',
  'oidc-ca-file':
    'The CA that the certificate of the OpenID Connect issuer must come from; without it, one of those that the machine trusts.',
  'oidc-client-id': 'The client that a token of the OpenID Connect issuer must have been made for.',
  'oidc-groups-claim': 'The claim of a token that holds the groups of the user.',
  'oidc-groups-prefix': 'What is put before the groups of a token, to tell them from groups that come from elsewhere.',
  'oidc-issuer-url': 'The OpenID Connect issuer whose ID tokens are accepted.',
  'oidc-required-claim': 'Claims that a token must have, as key=value.',
  'oidc-signing-algs': 'The algorithms with which a token may be signed.',
  'oidc-username-claim': 'The claim of a token that holds the name of the user.',
  'oidc-username-prefix':
    'What is put before the names of users from tokens. Where it is not given, that is the issuer and #, but nothing for the claim email; - stands for nothing.',
  'peer-ca-file':
    'The CA that the certificates of other API servers must come from, when a request is passed on to one of another version.',
  port: 'An old name of --insecure-port.',
  'proxy-client-cert-file': 'The certificate with which the API server shows aggregated API servers and webhooks who it is.',
  'proxy-client-key-file': 'The private key that belongs to --proxy-client-cert-file.',
  'request-timeout':
    'How long a request may take before the API server gives up; those that last by design, such as watches, are not held to it.',
  'requestheader-extra-headers-prefix': 'What the headers begin with in which a trusted proxy says more about the user.',
  'requestheader-group-headers': 'The headers in which a trusted proxy names the groups of the user.',
  'requestheader-username-headers': 'The headers in which a trusted proxy names the user.',
  'runtime-config': 'Turns versions of the API on and off: group/version=true, api/alpha=false, api/all=true.',
  'service-account-extend-token-expiration':
    'Whether tokens that Pods are given by default are valid for a year rather than an hour, for programs that never read them again.',
  'service-account-issuer':
    'What service account tokens name as their issuer. Of several, the first is for new tokens, and all are accepted.',
  'service-account-jwks-uri': 'Where others are told to find the public keys of service account tokens.',
  'service-account-key-file':
    'The keys that service account tokens are verified with; a file may hold several. Where it is not given, that is --tls-private-key-file.',
  'service-account-lookup':
    'Whether a service account token counts only while what it belongs to exists in etcd, so that it can be revoked by deleting that.',
  'service-account-max-token-expiration': 'The longest time for which a service account token is made valid.',
  'service-account-signing-endpoint': 'The socket of a program that signs service account tokens in place of the API server.',
  'service-account-signing-key-file': 'The private key with which the API server signs service account tokens.',
  'strict-transport-security-directives':
    'What the header Strict-Transport-Security of responses says, which tells browsers to insist on HTTPS. Without it, there is none.',
  'token-auth-file':
    'A file with bearer tokens in plain text and the users they belong to. It is read only at the start, and the tokens never expire.',
  'tracing-config-file': 'A file that says where traces of requests are sent, and how many of them.',
  'watch-cache': 'Whether watches are served from memory rather than etcd.',
};
