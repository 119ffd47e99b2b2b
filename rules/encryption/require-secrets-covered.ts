import {
  atLeast,
  coversSecrets,
  defineRule,
  encryptionConfiguration,
  encryptionEntries,
  type EncryptionEntry,
  type Example,
  groupIn,
  insertItem,
  replaceValue,
  suggest,
  text,
} from '#core';

export default defineRule({
  id: 'encryption/require-secrets-covered',
  summary: 'An EncryptionConfiguration must say how Secrets are encrypted.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.28'], kubescape: ['C-0142'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration'],
  docs: {
    why: `
      What no entry names is stored as plain text. \`secret\` and \`v1/secrets\` name nothing, and with \`Secrets\` the API server does not start since Kubernetes 1.27: whoever reads etcd's disk, a snapshot or a backup reads every
      password and token of the cluster, although encryption is on.`,
    fix: `
      Name \`secrets\` in an entry whose first provider encrypts, then rewrite them: \`kubectl get secrets -A -o json | kubectl replace -f -\`.`,
    ignore: 'The file is not for the API server of Kubernetes, but for another one that stores no Secrets.',
  },

  on: encryptionConfiguration,

  *check(configuration, { kubernetesVersion }) {
    const entries = encryptionEntries(configuration);
    const names = entries.flatMap(it => it.names);
    if (configuration.isPart || !entries.length || !isAllKnown(configuration.at('resources'), entries)) return;
    // Only resources of other groups: an aggregated API server has such a file as well.
    if (names.some(it => coversSecrets(it.asString()!)) || names.every(it => /[^.]\./.test(groupIn(it.asString()!)))) return;
    const misspelt = names.find(it => /^(?:v1\/)?secrets?$/i.test(it.asString()!));
    if (misspelt) {
      const written = misspelt.asString()!;
      const isRefused = /[A-Z]/.test(written) && (kubernetesVersion === undefined || atLeast(kubernetesVersion, '1.27'));
      yield {
        at: misspelt,
        message: isRefused
          ? `The API server does not start: ${written} has capital letters, the resource is called secrets.`
          : `Secrets are stored unencrypted: ${written} names nothing, the resource is called secrets.`,
        fixes: [suggest('Change it to secrets', replaceValue(misspelt, 'secrets'))],
      };
      return;
    }
    const encrypting = entries.find(it => it.providers.length && it.providers[0]!.name !== 'identity');
    yield {
      at: { place: configuration.at('resources').keyPlace },
      message: 'Secrets are stored unencrypted: no entry names them.',
      fixes: encrypting ? [suggest('Encrypt secrets as well', insertItem(encrypting.value.at('resources'), 'secrets'))] : [],
    };
  },
});

const isAllKnown = (list: EncryptionEntry['value'], entries: readonly EncryptionEntry[]): boolean =>
  list.isClosed &&
  entries.every(it => it.value.at('resources').isClosed && it.names.length && it.names.every(name => name.asString() !== undefined));

export const examples = (): readonly Example[] => [
  {
    title: 'ConfigMaps alone',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
      ^^^^^^^^^ Secrets are stored unencrypted: no entry names them.
        - resources: [configmaps] # first try
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [configmaps, secrets] # first try
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'The singular',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources:
            - secret
              ^^^^^^ Secrets are stored unencrypted: secret names nothing, the resource is called secrets.
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources:
            - secrets
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'The kind',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [Secrets]
                      ^^^^^^^ The API server does not start: Secrets has capital letters, the resource is called secrets.
          providers: [{kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}}]
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers: [{kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}}]
    `,
  },
  {
    title: 'Part of everything, and another API server',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: ["*.apps", "*.*"]
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
      ---
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [controllerregistrations.core.gardener.cloud]
          providers:
              - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
];
