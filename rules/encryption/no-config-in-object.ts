import { defineRule, documentsIn, encryptionKeys, type Example, KEY_LENGTHS, type Resource, text, type Value } from '#core';

/** Objects of Cluster API whose `files` are written to nodes, and where those lie. */
const FILES = [
  ['spec', 'files'],
  ['spec', 'kubeadmConfigSpec', 'files'],
  ['spec', 'template', 'spec', 'files'],
  ['spec', 'template', 'spec', 'kubeadmConfigSpec', 'files'],
];

export default defineRule({
  id: 'encryption/no-config-in-object',
  summary: 'A key for encryption at rest must not lie in an object that is itself stored unencrypted.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#configuring-automatic-reloading'],
  docs: {
    why: `
      A ConfigMap, or a Cluster API object that carries files, is stored as plain text in etcd, read by everyone with a \`view\` role on its namespace, and kept in each
      backup. Whoever has it decrypts all that the key was to protect.`,
    fix: 'Keep the configuration out of objects, or name a key management service (`kms`) in it. In Cluster API take the file from a Secret with `contentFrom`.',
    ignore: 'A sample whose key no cluster uses.',
  },

  on: {
    kinds: ['ConfigMap', 'KubeadmConfig', 'KubeadmConfigTemplate', 'KubeadmControlPlane', 'KubeadmControlPlaneTemplate'],
    mentions: 'EncryptionConfig',
    match: it => (it.type === 'resource' && (it.apiVersion === 'v1' || it.group.endsWith('cluster.x-k8s.io')) ? it : undefined),
  },

  *check(object) {
    for (const { at, carried } of textsOf(object)) {
      const keys = documentsIn(carried)
        .filter(it => /^EncryptionConfig(?:uration)?$/.test(it.at('kind').asString() ?? ''))
        .flatMap(encryptionKeys)
        .filter(({ provider, bytes }) => bytes && KEY_LENGTHS[provider.name]!.includes(bytes.length));
      const [first] = keys;
      if (!first) continue;
      yield {
        at: { place: at.keyPlace, name: at.path.join('.') },
        message: `The key ${JSON.stringify(first.name)} is stored as plain text with this ${object.kind}: whoever reads it decrypts what ${first.provider.name} stored.`,
      };
    }
  },
});

/** What an object carries as text, each with the value that holds it. */
function textsOf(object: Resource): readonly { readonly at: Value; readonly carried: string }[] {
  const values =
    object.kind === 'ConfigMap'
      ? object
          .at('data')
          .entries()
          .map(([, it]) => it)
      : FILES.flatMap(path => object.at(...path).items()).map(it => it.at('content'));
  return values.flatMap(at => {
    const carried = at.asString();
    return carried?.includes('EncryptionConfig') ? [{ at, carried }] : [];
  });
}

export const examples = (): readonly Example[] => [
  {
    title: 'In a ConfigMap',
    file: 'configmap.yaml',
    bad: text`
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: apiserver, namespace: kube-system}
      data:
        encryption.yaml: |
        ^^^^^^^^^^^^^^^ The key "key1" is stored as plain text with this ConfigMap: whoever reads it decrypts what secretbox stored.
          apiVersion: apiserver.config.k8s.io/v1
          kind: EncryptionConfiguration
          resources:
            - resources: [secrets]
              providers:
                - secretbox:
                    keys: [{name: key1, secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=}]
    `,
  },
  {
    title: 'In a file of a Cluster API control plane',
    file: 'control-plane.yaml',
    bad: text`
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlane
      metadata: {name: edge}
      spec:
        kubeadmConfigSpec:
          files:
            - path: /etc/kubernetes/encryption.yaml
              content: |
              ^^^^^^^ The key "key1" is stored as plain text with this KubeadmControlPlane: whoever reads it decrypts what aescbc stored.
                kind: EncryptionConfiguration
                apiVersion: apiserver.config.k8s.io/v1
                resources:
                  - resources: [secrets]
                    providers:
                      - aescbc: {keys: [{name: key1, secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=}]}
    `,
  },
  {
    title: 'No key, and a file from a Secret',
    file: 'objects.yaml',
    good: text`
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: apiserver}
      data:
        encryption.yaml: |
          kind: EncryptionConfiguration
          apiVersion: apiserver.config.k8s.io/v1
          resources:
            - resources: [secrets]
              providers: [{kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}}]
      ---
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlane
      metadata: {name: edge}
      spec:
        kubeadmConfigSpec:
          files:
            - path: /etc/kubernetes/encryption.yaml
              contentFrom: {secret: {name: EncryptionConfiguration, key: file}}
    `,
  },
];
