/** What the security-relevant fields of configuration kinds do, in one plain sentence, by `Type.field` of schemas/*.types.json. */

/** Undefined for a field that nothing is said of. */
export const meaningOfField = (type: string, field: string): string | undefined =>
  Object.hasOwn(FIELDS, `${type}.${field}`) ? FIELDS[`${type}.${field}`] : undefined;

/** All of them, as `Type.field`. */
export const describedFields = (): readonly string[] => Object.keys(FIELDS);

const FIELDS: Readonly<Record<string, string>> = {
  'ResourceConfiguration.resources':
    'The resources that are encrypted: their plural names, with the group behind a dot, or patterns such as *.apps.',
  'ResourceConfiguration.providers': 'How they are encrypted: the first provider writes, all of them are tried when reading.',
  'ProviderConfiguration.aescbc': 'Encrypts with keys in this file, in a mode that is open to padding oracle attacks.',
  'ProviderConfiguration.aesgcm': 'Encrypts with keys in this file, which must be changed before 200,000 writes.',
  'ProviderConfiguration.identity': 'Does not encrypt: what is written is plain text.',
  'ProviderConfiguration.kms': 'Lets a key management service, reached over a socket, encrypt the keys that encrypt the data.',
  'ProviderConfiguration.secretbox': 'Encrypts with XSalsa20 and Poly1305, and keys in this file.',
  'KMSConfiguration.apiVersion': 'The version of the plugin API: v2, or v1, which is deprecated since Kubernetes 1.28.',
  'KMSConfiguration.endpoint': 'The socket on which the plugin listens, for example unix:///run/kms.sock.',
  'EncryptionKey.secret': 'The key, in base64: whoever reads the file can decrypt what it encrypts.',

  'Policy.rules': 'What is recorded of each request: the first rule that matches decides, and what none matches is not recorded.',
  'Policy.omitStages': 'Stages of requests that no rule records.',
  'Policy.omitManagedFields': 'Whether managed fields are left out of the bodies that are recorded.',
  'PolicyRule.level': 'How much is recorded: None, Metadata, Request (with the body of the request) or RequestResponse (with both).',
  'PolicyRule.users': 'The users that the rule is about; every user where it is empty.',
  'PolicyRule.userGroups': 'The groups that the rule is about: a user in any of them matches.',
  'PolicyRule.verbs': 'The verbs that the rule is about; every verb where it is empty.',
  'PolicyRule.resources': 'The resources that the rule is about; every one where it is empty.',
  'PolicyRule.namespaces': 'The namespaces that the rule is about; "" stands for objects outside of namespaces.',
  'PolicyRule.nonResourceURLs': 'Paths that the rule is about, such as /healthz*, that are not those of resources.',

  'AuthenticationConfiguration.jwt': 'The issuers whose tokens the API server accepts, and how users are made of their claims.',
  'AuthenticationConfiguration.anonymous':
    'Whether requests without credentials are accepted, and for which paths; not together with --anonymous-auth.',
  'AnonymousAuthConfig.enabled': 'Whether requests without credentials are accepted, as system:anonymous.',
  'AnonymousAuthConfig.conditions': 'The only paths for which requests without credentials are accepted; all paths where it is empty.',
  'Issuer.audiences': 'Audiences that are accepted: a token must have been issued for one of them.',
  'Issuer.certificateAuthority': 'The CA certificates that the issuer is checked with, in PEM; those of the system where it is empty.',
  'JWTAuthenticator.claimValidationRules': 'What claims of a token must say for it to be accepted.',
  'JWTAuthenticator.userValidationRules': 'What must hold of the user that was made of a token.',
  'PrefixedClaimOrExpression.prefix': 'What is put before the name, so that it is none that Kubernetes or another issuer uses.',

  'AuthorizationConfiguration.authorizers': 'Who decides about requests, in this order: the first that allows or denies is followed.',
  'AuthorizerConfiguration.type': 'The authorizer: Node, RBAC, Webhook, ABAC, AlwaysAllow or AlwaysDeny.',
  'AuthorizationWebhook.failurePolicy':
    'What follows where the webhook does not answer: NoOpinion asks the next authorizer, Deny refuses the request.',
  'AuthorizationWebhook.authorizedTTL': 'How long an answer that allows is used again.',
  'AuthorizationWebhook.matchConditions': 'Expressions that must all hold for a request to be sent to the webhook.',

  'AdmissionPluginConfiguration.path': 'A file with the configuration of the plugin, relative to this one.',
  'AdmissionPluginConfiguration.configuration': 'The configuration of the plugin, in place of a file.',
  'PodSecurityConfiguration.defaults': 'The Pod Security Standards that hold in namespaces without labels of their own.',
  'PodSecurityConfiguration.exemptions': 'Users, namespaces and runtime classes that Pod Security does not judge.',
  'PodSecurityDefaults.enforce': 'The standard that Pods must keep to be created: privileged, baseline or restricted.',
  'PodSecurityDefaults.audit': 'The standard whose violations are written to the audit log.',
  'PodSecurityDefaults.warn': 'The standard of whose violations the client is warned.',
  'EventRateLimit.type': 'What shares one limit: the server, a namespace, a user, or the source and object of events.',

  'KubeletConfiguration.authentication': 'How the kubelet learns who its clients are.',
  'KubeletConfiguration.authorization': 'Whether the kubelet asks the API server what its clients may do.',
  'KubeletConfiguration.readOnlyPort':
    'The port on which Pods and statistics are shown to everyone, without authentication; 0 turns it off.',
  'KubeletConfiguration.healthzBindAddress': 'The address on which the kubelet says whether it is healthy, to everyone.',
  'KubeletConfiguration.rotateCertificates': 'Whether the kubelet renews its client certificate with the API server before it expires.',
  'KubeletConfiguration.serverTLSBootstrap':
    'Whether the kubelet asks the cluster to sign its serving certificate, in place of a self-signed one.',
  'KubeletConfiguration.tlsCipherSuites': 'The cipher suites that clients may choose from; TLS 1.3 has its own.',
  'KubeletConfiguration.tlsMinVersion': 'The oldest version of TLS that clients may use: VersionTLS12 or VersionTLS13.',
  'KubeletConfiguration.protectKernelDefaults':
    'Whether the kubelet refuses to start where kernel parameters are not what it needs, in place of changing them.',
  'KubeletConfiguration.makeIPTablesUtilChains': 'Whether the kubelet sets up the chains of iptables that it needs on the node.',
  'KubeletConfiguration.streamingConnectionIdleTimeout':
    'How long exec, attach and port-forward may be idle before they are closed; 0s is for ever.',
  'KubeletConfiguration.eventRecordQPS': 'How many events per second the kubelet may create; 0 is without limit.',
  'KubeletConfiguration.podPidsLimit': 'How many processes a Pod may have; -1 is without limit.',
  'KubeletConfiguration.seccompDefault': 'Whether containers that name no seccomp profile get the one of the container runtime.',
  'KubeletConfiguration.enableDebuggingHandlers': 'Whether the kubelet serves logs, exec, attach and port-forward.',
  'KubeletConfiguration.enableProfilingHandler': 'Whether profiles of the running kubelet are served at /debug/pprof.',
  'KubeletConfiguration.allowedUnsafeSysctls': 'Kernel parameters, beyond the safe ones, that Pods may set.',
  'KubeletConfiguration.staticPodPath': 'The folder from which the kubelet runs Pods without asking the API server.',
  'KubeletConfiguration.staticPodURL': 'The address from which the kubelet fetches Pods that it runs without asking the API server.',
  'KubeletConfiguration.failSwapOn': 'Whether the kubelet refuses to start where swap is on, to which memory with secrets may be written.',
  'KubeletX509.clientCAFile': 'The CAs of client certificates that are accepted.',
  'KubeletAnonymousAuthentication.enabled': 'Whether requests without credentials are accepted, as system:anonymous.',
  'KubeletWebhookAuthentication.enabled': 'Whether bearer tokens are accepted, by asking the API server about them.',
  'KubeletAuthorization.mode': 'Webhook asks the API server what a client may do; AlwaysAllow lets every client do everything.',

  'KubeProxyConfiguration.metricsBindAddress': 'The address on which metrics, and profiles if switched on, are shown to everyone.',
  'KubeProxyConfiguration.healthzBindAddress': 'The address on which kube-proxy says whether it is healthy, to everyone.',
  'KubeProxyConfiguration.enableProfiling': 'Whether profiles of the running kube-proxy are served at /debug/pprof, beside the metrics.',
  'KubeProxyConfiguration.nodePortAddresses': 'The networks on whose addresses Services of type NodePort are reached.',
  'KubeProxyIPTables.localhostNodePorts': 'Whether Services of type NodePort are reached on addresses of the loopback network.',
  'KubeSchedulerConfiguration.enableProfiling': 'Whether profiles of the running scheduler are served at /debug/pprof.',
  'ExtenderTLSConfig.insecure': "Whether the certificate of the extender's server is not checked.",

  'BootstrapTokenDiscovery.caCertHashes': 'Hashes of public keys, one of which the CA of the cluster must have that the node joins.',
  'BootstrapTokenDiscovery.unsafeSkipCAVerification':
    'Whether the node joins without checking the CA of the cluster: whoever answers is believed.',
  'BootstrapToken.ttl': 'How long the token is good; 0s is for ever.',
  'InitConfiguration.certificateKey': 'The key that encrypts the certificates of the control plane in the Secret kubeadm-certs.',
  'InitConfiguration4.certificateKey': 'The key that encrypts the certificates of the control plane in the Secret kubeadm-certs.',

  'RBACRule.verbs': 'What may be done: get, list, watch, create, update, patch, delete, and verbs of their own; * is all of them.',
  'RBACRule.apiGroups': 'The groups of the resources; "" is the core group, * is all of them.',
  'RBACRule.resources': 'The resources, by plural name, subresources behind a slash; * is all of them.',
  'RBACRule.resourceNames': 'The only objects that the rule is about; all where it is empty.',
  'RBACRule.nonResourceURLs': 'Paths that are not those of resources, for example /metrics; * may be their last letter.',
};
