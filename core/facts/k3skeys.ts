/** The keys of a k3s or RKE2 configuration: which name it, and which say that a node is a server. */

/** Keys that agents and servers have, and that much else may have as well. */
const COMMON = words(`
  alsologtostderr bind-address container-runtime-endpoint data-dir debug docker enable-pprof image-credential-provider-bin-dir
  image-credential-provider-config log node-external-ip node-ip node-name profile resolv-conf rootless selinux server snapshotter token
  token-file v vmodule
`);

/** Keys that agents and servers have, and hardly anything else. */
const NODE = words(`
  airgap-extra-registry default-runtime disable-apiserver-lb disable-default-registry-endpoint flannel-cni-conf flannel-conf
  flannel-iface kube-proxy-arg kubelet-arg lb-server-port node-internal-dns node-label node-taint nonroot-devices pause-image
  prefer-bundled-bin private-registry protect-kernel-defaults vpn-auth vpn-auth-file with-node-id
`);

/** The same for RKE2 alone. */
const RKE2_NODE = words(`
  cloud-provider-config cloud-provider-name control-plane-probe-configuration control-plane-resource-limits control-plane-resource-requests
  kube-proxy-extra-env kube-proxy-extra-mount kubelet-path
`);

/** Keys that only servers have, and that much else may have as well. */
const SERVER_COMMON = words(`
  advertise-address cluster-cidr cluster-dns cluster-domain cni disable service-cidr service-node-port-range tls-san
`);

/** Keys that only servers have, and hardly anything else. */
const SERVER = words(`
  advertise-port agent-token agent-token-file cluster-init cluster-reset cluster-reset-restore-path default-local-storage-path
  disable-apiserver disable-cloud-controller disable-controller-manager disable-etcd disable-helm-controller disable-kube-proxy
  disable-network-policy disable-scheduler egress-selector-mode embedded-registry enable-servicelb etcd-arg etcd-disable-snapshots
  etcd-expose-metrics etcd-snapshot-compress etcd-snapshot-dir etcd-snapshot-name etcd-snapshot-retention etcd-snapshot-schedule-cron
  etcd-s3 etcd-s3-access-key etcd-s3-bucket etcd-s3-config-secret etcd-s3-endpoint etcd-s3-endpoint-ca etcd-s3-folder etcd-s3-insecure
  etcd-s3-region etcd-s3-secret-key etcd-s3-skip-ssl-verify etcd-s3-timeout helm-job-image kine-tls kube-apiserver-arg
  kube-cloud-controller-manager-arg kube-controller-manager-arg kube-scheduler-arg
  servicelb-namespace supervisor-metrics system-default-registry tls-san-security write-kubeconfig
  write-kubeconfig-group write-kubeconfig-mode
`);

/** The same for k3s alone. */
const K3S_SERVER = words(`
  datastore-cafile datastore-certfile datastore-endpoint datastore-keyfile disable-agent flannel-backend flannel-external-ip
  flannel-ipv6-masq https-listen-port multi-cluster-cidr secrets-encryption secrets-encryption-provider
`);

/** The same for RKE2 alone. */
const RKE2_SERVER = words(`
  audit-policy-file cloud-controller-manager-extra-env cloud-controller-manager-extra-mount etcd-extra-env etcd-extra-mount etcd-image
  ingress-controller kube-apiserver-extra-env kube-apiserver-extra-mount kube-apiserver-image kube-controller-manager-extra-env
  kube-controller-manager-extra-mount kube-controller-manager-image kube-scheduler-extra-env kube-scheduler-extra-mount kube-scheduler-image
  pod-security-admission-config-file runtime-image
`);

const TELLING = union(NODE, RKE2_NODE, SERVER, K3S_SERVER, RKE2_SERVER);
const KNOWN = union(TELLING, COMMON, SERVER_COMMON);
const OF_SERVERS = union(SERVER_COMMON, SERVER, K3S_SERVER, RKE2_SERVER);

/** Whether these are the keys of a k3s or RKE2 configuration, and of nothing else: most are known, and one of them tells. */
export function areK3sKeys(keys: Iterable<string>): boolean {
  let [known, unknown, telling] = [0, 0, 0];
  for (const raw of keys) {
    const key = plainKey(raw);
    if (KNOWN.has(key)) known++;
    else unknown++;
    if (TELLING.has(key)) telling += /-arg$/.test(key) ? 2 : 1;
  }
  return telling > 0 && known + telling > 2 && known >= unknown;
}

/** Whether only servers have one of these keys. */
export const isServerKey = (key: string): boolean => OF_SERVERS.has(plainKey(key));

/** Which of the two these keys are of; undefined where both have all of them. */
export function distributionOfKeys(keys: readonly string[]): 'k3s' | 'RKE2' | undefined {
  const plain = keys.map(plainKey);
  if (plain.some(it => it === 'cni' || RKE2_NODE.has(it) || RKE2_SERVER.has(it))) return 'RKE2';
  return plain.some(it => it === 'cluster-init' || it === 'docker' || it.startsWith('flannel-') || K3S_SERVER.has(it)) ? 'k3s' : undefined;
}

/** `key+` adds to what files before have under the key. */
export const plainKey = (key: string): string => key.replace(/\+$/, '');

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function union(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap(it => [...it]));
}
