import { atLeast, choice, component, createFile, defineRule, ENCRYPTION, type Example, exposePath, releaseOf, setFlag, text } from '#core';

const FLAG = 'encryption-provider-config';
const FOLDER = '/etc/kubernetes/encryption';
const FILE = `${FOLDER}/config.yaml`;

export default defineRule({
  id: 'apiserver/require-encryption-provider-config',
  summary: 'The API server must encrypt Secrets before it stores them in etcd.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.27'], checkov: ['CKV_K8S_104'], trivy: ['KCV-0030'], kubescape: ['C-0141', 'C-0066'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  docs: {
    why: `
      Without \`--${FLAG}\`, Secrets lie in etcd as plain text. Whoever reads its disk,
      a snapshot or a backup reads every password and token of the cluster.`,
    fix: `
      Write an EncryptionConfiguration whose first provider is \`kms\` or \`secretbox\`, put it on
      every control-plane node, and point \`--${FLAG}\` at it. The API server does not
      start while the file is missing or a key in it is no base64. Then rewrite what is stored:
      \`kubectl get secrets -A -o json | kubectl replace -f -\`.
      k3s does all of this by itself with \`secrets-encryption: true\`; older releases take that only when the cluster is made.`,
    ignore: 'The cluster keeps nothing secret, for example a throw-away test cluster.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    // Its name until 1.13, when the file was of another kind too; the old one was accepted until 1.23.
    if (!apiserver.lacks(FLAG) || !apiserver.lacks(`experimental-${FLAG}`)) return;
    const isOld = !atLeast(releaseOf(apiserver, context.kubernetesVersion) ?? '1.13', '1.13');
    const set = [setFlag(apiserver, FLAG, FILE), exposePath(apiserver, FOLDER, 'encryption-config')];
    const own = apiserver.switchFor?.(FLAG);
    const path = context.newFile(apiserver.place.file, 'encryption', 'config.yaml');
    yield {
      at: apiserver,
      message: `Secrets are stored unencrypted: --${isOld ? 'experimental-' : ''}${FLAG} is not set.`,
      fixes: isOld
        ? []
        : own
          ? [choice(`Set ${own.text}`, setFlag(apiserver, FLAG, own.value))]
          : [
              ...(path ? [choice(`Set --${FLAG} and create ${path}`, ...set, createFile(path, ENCRYPTION))] : []),
              choice(`Set --${FLAG} to ${FILE}`, ...set),
            ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Static Pod',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
            ^^^^^^^^^^^^^^ Secrets are stored unencrypted: --encryption-provider-config is not set.
          - --advertise-address=10.0.0.4 # first node
          volumeMounts:
          - name: certs
            mountPath: /etc/kubernetes/pki
            readOnly: true
        # from the host
        volumes:
        - name: certs
          hostPath: {path: /etc/kubernetes/pki}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
        - name: kube-apiserver
          command:
          - kube-apiserver
          - --advertise-address=10.0.0.4 # first node
          - --encryption-provider-config=/etc/kubernetes/encryption/config.yaml
          volumeMounts:
          - name: certs
            mountPath: /etc/kubernetes/pki
            readOnly: true
          - name: encryption-config
            mountPath: /etc/kubernetes/encryption
            readOnly: true
        # from the host
        volumes:
        - name: certs
          hostPath: {path: /etc/kubernetes/pki}
        - name: encryption-config
          hostPath:
            path: /etc/kubernetes/encryption
            type: DirectoryOrCreate
    `,
    created: { 'encryption/config.yaml': ENCRYPTION },
  },
  {
    title: 'A distribution with a switch for it',
    file: 'etc/rancher/k3s/config.yaml',
    bad: text`
      write-kubeconfig-mode: "0600"
      ^^^^^^^^^^^^^^^^^^^^^ Secrets are stored unencrypted: --encryption-provider-config is not set.
    `,
    fixed: text`
      secrets-encryption: true
      write-kubeconfig-mode: "0600"
    `,
  },
  {
    title: 'The name that it had before 1.13',
    file: 'kube-apiserver.service',
    kubernetesVersion: '1.9',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode=Node,RBAC
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secrets are stored unencrypted: --experimental-encryption-provider-config is not set.
    `,
  },
  {
    title: 'Set',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --encryption-provider-config /etc/kubernetes/enc.yaml
    `,
  },
  {
    title: 'Not known: more flags come from a file that is not here',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      EnvironmentFile=/etc/default/kube-apiserver
      ExecStart=/usr/local/bin/kube-apiserver $KUBE_APISERVER_OPTS
    `,
  },
];
