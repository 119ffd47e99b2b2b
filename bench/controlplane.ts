/** Control planes as clusters configure them: each function gives the text of one file or document. */

import type { Random } from './random.ts';

/** Flags that leave something to be found, and to be fixed: requests are not authorized, and the audit log goes nowhere. */
const apiserverFlags = (random: Random): readonly (readonly [flag: string, value: string])[] => [
  ['advertise-address', `10.${random.below(256)}.${random.below(256)}.4`],
  ['allow-privileged', 'true'],
  ['authorization-mode', random.pick(['AlwaysAllow', 'Node'])],
  ['audit-policy-file', '/etc/kubernetes/audit/policy.yaml'],
  ['client-ca-file', '/etc/kubernetes/pki/ca.crt'],
  ['enable-admission-plugins', 'NodeRestriction'],
  ['enable-bootstrap-token-auth', 'true'],
  ['etcd-cafile', '/etc/kubernetes/pki/etcd/ca.crt'],
  ['etcd-certfile', '/etc/kubernetes/pki/apiserver-etcd-client.crt'],
  ['etcd-keyfile', '/etc/kubernetes/pki/apiserver-etcd-client.key'],
  ['etcd-servers', 'https://127.0.0.1:2379'],
  ['kubelet-client-certificate', '/etc/kubernetes/pki/apiserver-kubelet-client.crt'],
  ['kubelet-client-key', '/etc/kubernetes/pki/apiserver-kubelet-client.key'],
  ['secure-port', '6443'],
  ['service-account-issuer', `https://cluster-${random.hex(4)}.example.org`],
  ['service-account-key-file', '/etc/kubernetes/pki/sa.pub'],
  ['service-account-signing-key-file', '/etc/kubernetes/pki/sa.key'],
  ['service-cluster-ip-range', '10.96.0.0/12'],
  ['tls-cert-file', '/etc/kubernetes/pki/apiserver.crt'],
  ['tls-private-key-file', '/etc/kubernetes/pki/apiserver.key'],
];

export const apiserverPod = (random: Random): string => `apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: 10.0.0.4:6443
  labels:
    component: kube-apiserver
    tier: control-plane
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
  - command:
    - kube-apiserver
${apiserverFlags(random)
  .map(([flag, value]) => `    - --${flag}=${value}\n`)
  .join('')}    image: registry.k8s.io/kube-apiserver:v1.31.${random.below(9)}
    imagePullPolicy: IfNotPresent
${probe('livenessProbe', 'livez', 8)}    name: kube-apiserver
${probe('readinessProbe', 'readyz', 3)}    resources:
      requests:
        cpu: 250m
${probe('startupProbe', 'livez', 24)}    volumeMounts:
${['ca-certs', 'k8s-certs', 'etc-ca-certificates'].map(it => `    - mountPath: /etc/${it}\n      name: ${it}\n      readOnly: true\n`).join('')}  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
${['ca-certs', 'k8s-certs', 'etc-ca-certificates'].map(it => `  - hostPath:\n      path: /etc/${it}\n      type: DirectoryOrCreate\n    name: ${it}\n`).join('')}status: {}
`;

const probe = (name: string, path: string, failures: number): string => `    ${name}:
      failureThreshold: ${failures}
      httpGet:
        host: 10.0.0.4
        path: /${path}
        port: 6443
        scheme: HTTPS
      periodSeconds: 10
      timeoutSeconds: 15
`;

export const etcdPod = (random: Random): string => `apiVersion: v1
kind: Pod
metadata:
  labels: {component: etcd, tier: control-plane}
  name: etcd
  namespace: kube-system
spec:
  containers:
  - command:
    - etcd
    - --advertise-client-urls=https://10.0.0.4:2379
    - --cert-file=/etc/kubernetes/pki/etcd/server.crt
    - --client-cert-auth=${random.chance(0.5)}
    - --data-dir=/var/lib/etcd
    - --key-file=/etc/kubernetes/pki/etcd/server.key
    - --listen-client-urls=https://127.0.0.1:2379,https://10.0.0.4:2379
    - --listen-peer-urls=https://10.0.0.4:2380
    - --name=node-${random.hex(4)}
    - --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt
    - --peer-key-file=/etc/kubernetes/pki/etcd/peer.key
    - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
    image: registry.k8s.io/etcd:3.5.15-0
    name: etcd
    volumeMounts:
    - mountPath: /var/lib/etcd
      name: etcd-data
  hostNetwork: true
  volumes:
  - hostPath:
      path: /var/lib/etcd
      type: DirectoryOrCreate
    name: etcd-data
`;

export const kubeadm = (random: Random): string => `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.31.${random.below(9)}
controlPlaneEndpoint: "api.${random.hex(6)}.example.org:6443"
networking:
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/12
apiServer:
  certSANs: # as the load balancer is called
${Array.from({ length: random.between(2, 6) }, () => `    - api.${random.hex(6)}.example.org\n`).join('')}  extraArgs:
    audit-policy-file: /etc/kubernetes/audit/policy.yaml
    authorization-mode: ${random.pick(['AlwaysAllow', 'Node'])}
    profiling: "false"
  timeoutForControlPlane: 4m0s
controllerManager:
  extraArgs:
    bind-address: 127.0.0.1
    profiling: "false"
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: registry.k8s.io
`;

/** Its last rule drops everything that the ones before it do not name. */
export const auditPolicy = (random: Random): string => `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
${random.chance(0.5) ? '  - level: None # for now\n' : ''}${Array.from(
  { length: random.between(8, 20) },
  () => `  - level: ${random.pick(['Metadata', 'Request', 'RequestResponse'])}
    resources:
      - group: "${random.pick(['', 'apps', 'batch'])}"
        resources: [${random.pick(['secrets', 'configmaps', 'pods', 'jobs'])}]
    namespaces: [${random.name()}]
`,
).join('')}`;

export const encryption = (random: Random): string => `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets, configmaps]
    providers:
${random.chance(0.3) ? '      - identity: {}\n' : ''}      - aescbc:
          keys:
            - name: key1
              secret: ${random.chance(0.3) ? '<BASE64 ENCODED SECRET>' : `${random.hex(42)}==`}
      - identity: {}
`;

export const apiserverUnit = (random: Random): string => `[Unit]
Description=Kubernetes API server
After=network.target etcd.service

[Service]
EnvironmentFile=-/etc/kubernetes/apiserver
ExecStart=/usr/local/bin/kube-apiserver \\
${apiserverFlags(random)
  .map(([flag, value]) => `  --${flag}=${value} \\\n`)
  .join('')}  $KUBE_API_ARGS
Restart=on-failure
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
`;

export const apiserverEnvironment = (random: Random): string => `# Everything that this cluster needs beyond the unit.
KUBE_API_ARGS="--anonymous-auth=false --profiling=false --max-requests-inflight=${random.between(400, 900)}"
`;

export const etcdEnvironment = (random: Random): string => `ETCD_NAME=node-${random.hex(4)}
ETCD_DATA_DIR=/var/lib/etcd
ETCD_LISTEN_CLIENT_URLS=${random.pick(['http', 'https'])}://0.0.0.0:2379
ETCD_ADVERTISE_CLIENT_URLS=https://10.0.0.4:2379
ETCD_CERT_FILE=/etc/etcd/server.crt
ETCD_KEY_FILE=/etc/etcd/server.key
ETCD_CLIENT_CERT_AUTH=true
ETCD_TRUSTED_CA_FILE=/etc/etcd/ca.crt
`;
