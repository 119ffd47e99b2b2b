import { defineRule, encryptionConfiguration, encryptionKeys, type Example, KEY_LENGTHS, text, whyGuessable } from '#core';

export default defineRule({
  id: 'encryption/no-key-in-file',
  summary: 'A key for encryption at rest should not lie beside the configuration.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#generate-key-no-kms'],
  docs: {
    why: `
      Whoever can read the repository, now or in its history, a clone, a backup or a build log, decrypts every copy of etcd. A key that was once committed stays in the history.`,
    fix: `
      Let a key management service (\`kms\`) hold the key. Without one, put the key in where the file is installed, or encrypt the file with \`sops\` or the like. Then
      rotate: the key that was here is known.`,
    ignore: 'The file lies on a control-plane node, readable by root only, and was never in a repository.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { provider, name, secret, bytes } of encryptionKeys(configuration)) {
      if (!bytes || !KEY_LENGTHS[provider.name]!.includes(bytes.length) || whyGuessable(bytes)) continue;
      yield {
        at: secret,
        message: `The key ${JSON.stringify(name)} stands in this file: whoever reads it decrypts what ${provider.name} stored.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A key',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key "key1" stands in this file: whoever reads it decrypts what secretbox stored.
    `,
  },
  {
    title: 'Keys that are filled in, or make no difference any more',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - {name: key3, secret: "ENC[AES256_GCM,data:Vmljd=,type:str]"}
                  - {name: key2, secret: "$(ENCRYPTION_KEY)"}
                  - {name: key1, secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=}
    `,
  },
];
