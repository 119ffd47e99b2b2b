import { coversSecrets, defineRule, encryptionConfiguration, encryptionEntries, type Example, KEY_LENGTHS, keysOf, text } from '#core';

export default defineRule({
  id: 'encryption/require-key-service',
  summary: 'The key that Secrets are encrypted with should lie with a key management service.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0208'] },
  links: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers',
    'https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/',
  ],
  docs: {
    why: `
      A key in this file lies on the disk of each control-plane node, beside etcd's. Whoever copies that disk, or a backup of it, has both the Secrets and what decrypts them.`,
    fix: 'Install a plugin of a key management service, put `kms` of version v2 first, keep the old provider behind it until everything is rewritten, then remove it.',
    ignore: 'etcd runs on other machines, and encryption is to protect its disks and backups only.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    // The first entry that covers Secrets is the one that counts.
    const entry = encryptionEntries(configuration).find(({ names }) => names.some(it => coversSecrets(it.asString() ?? '')));
    const [writer] = entry?.providers ?? [];
    if (!entry || !writer || !KEY_LENGTHS[writer.name] || !entry.value.at('providers').isClosed) return;
    // Who completes the file may still choose.
    const isSample = keysOf(writer).some(it => /^<.*>$/.test(it.secret.asString() ?? ''));
    if (isSample || entry.providers.some(it => it.name === 'kms')) return;
    yield {
      at: { place: entry.value.at('providers').keyPlace },
      message: `Whoever copies the disk of a control-plane node can decrypt Secrets: ${writer.name} has its keys in this file, and no provider is kms.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Keys in the file',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
          ^^^^^^^^^ Whoever copies the disk of a control-plane node can decrypt Secrets: secretbox has its keys in this file, and no provider is kms.
            - secretbox:
                keys:
                  - {name: key1, secret: $ENCRYPTION_KEY}
            - identity: {}
    `,
  },
  {
    title: 'A key management service, and keys that are on their way out',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - secretbox:
                keys:
                  - {name: key1, secret: $ENCRYPTION_KEY}
    `,
  },
];
