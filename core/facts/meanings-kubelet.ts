/** What the flags of the kubelet do. */

/** From the reference of the kubelet. */
export const KUBELET: Readonly<Record<string, string>> = {
  address: 'The address of the machine on which --port and --read-only-port are served; 0.0.0.0 and :: stand for all of them.',
  'allowed-unsafe-sysctls':
    'Kernel parameters that Pods may set although that can harm others on the node; a trailing * stands for all below.',
  'anonymous-auth':
    'Whether requests that carry no credentials are let in as the user system:anonymous of the group system:unauthenticated.',
  'authentication-token-webhook': 'Whether the API server is asked whose a bearer token is.',
  'authorization-mode': 'Who decides on requests: AlwaysAllow allows all of them, Webhook asks the API server.',
  'bootstrap-kubeconfig': 'The kubeconfig file with which the kubelet asks for its first client certificate.',
  'cadvisor-port':
    'Before 1.12: a port that tells anyone about the containers of the node, without TLS or authentication; 0 turned it off.',
  'cert-dir': 'The folder for certificates that the kubelet makes or is given.',
  'client-ca-file':
    'The CAs of client certificates that are accepted. The common name becomes the user, the organisations become the groups.',
  config: 'A file with a KubeletConfiguration. Flags outrank what it says.',
  'config-dir': 'A folder with further configuration files, which outrank --config.',
  'container-runtime': 'The container runtime: docker, or remote for every other one.',
  'dynamic-config-dir': 'A folder for configuration that the kubelet is given through the API server.',
  'enable-controller-attach-detach': 'Whether the controller manager attaches volumes to the node rather than the kubelet.',
  'enable-debugging-handlers':
    'Whether the kubelet serves logs, and commands in containers: what kubectl logs, exec and port-forward need.',
  'enable-server': 'Whether the kubelet serves anything at all.',
  'event-qps': 'How many Events a second the kubelet may send; 0 sets no limit.',
  'fail-swap-on': 'Whether the kubelet does not start on a machine that has swap on.',
  'feature-gates': 'Turns features on and off that are not settled: Feature=true or Feature=false.',
  'healthz-bind-address': 'The address on which --healthz-port is served.',
  'healthz-port': 'The port for /healthz, without TLS or authentication; 0 turns it off.',
  'hostname-override': 'A name for the node, rather than that of the machine.',
  'image-credential-provider-bin-dir': 'The folder with the programs that fetch credentials for image registries.',
  'image-credential-provider-config': 'A file that says which program fetches the credentials for which image registry.',
  kubeconfig: 'The file that says where the API server is, and as whom the kubelet speaks to it.',
  'make-iptables-util-chains': 'Whether the kubelet keeps a few iptables rules on the node.',
  'manifest-url': 'A URL from which static Pods are fetched and run.',
  'manifest-url-header': 'Headers for the requests to --manifest-url.',
  'node-labels': 'Labels that the node gives itself when it registers.',
  'pod-manifest-path': 'The folder or file with static Pods, all of which the kubelet runs without asking the API server.',
  'pod-max-pids': 'How many processes a Pod may have; -1 stands for as many as the node allows.',
  port: 'The port for HTTPS, with authentication and authorization.',
  'protect-kernel-defaults': 'Whether the kubelet does not start where kernel parameters differ from what it wants, rather than set them.',
  'read-only-port': 'A port that tells anyone about Pods and the node, without TLS, authentication or authorization; 0 turns it off.',
  'register-node': 'Whether the kubelet registers its node with the API server.',
  'root-dir': 'The folder in which the kubelet keeps its files, such as volumes.',
  'rotate-certificates': 'Whether the kubelet asks for a new client certificate before its own expires.',
  'rotate-server-certificates':
    'Whether the kubelet asks the cluster for the certificate it serves with, and for a new one before that expires.',
  'seccomp-default': 'Whether containers that name no seccomp profile get RuntimeDefault rather than none.',
  'streaming-connection-idle-timeout': 'After how long an idle connection for exec, attach or port-forward is closed; 0 means never.',
  'tls-cert-file':
    'The file with the certificate for HTTPS, followed by those of its CAs. Where it is not given, the kubelet makes one itself.',
  'tls-cipher-suites': 'The cipher suites that clients may choose from. It does not bear on TLS 1.3, whose suites cannot be chosen.',
  'tls-min-version':
    'The oldest version of TLS that clients may use: VersionTLS10 to VersionTLS13. Where it is not given, that is TLS 1.2.',
  'tls-private-key-file': 'The file with the private key that belongs to --tls-cert-file.',
};
