import { defineRule, encryptionConfiguration, encryptionEntries, type Example, text } from '#core';

export default defineRule({
  id: 'encryption/no-aesgcm',
  summary: 'What is stored should not be encrypted with aesgcm and keys from a file.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers'],
  docs: {
    why: `
      Each write takes a random nonce; once one comes twice under the same key, both values and the key that protects them from changes are lost. Kubernetes' documentation
      therefore asks for a new key every 200,000 writes, which nothing in this file brings about.`,
    fix: `
      Use \`kms\` of version v2, or \`secretbox\`, whose nonces are long enough. Put the new provider first, keep \`aesgcm\` behind it until everything is rewritten, then remove it.`,
    ignore: 'Keys are rotated automatically.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { providers } of encryptionEntries(configuration)) {
      if (providers[0]?.name !== 'aesgcm') continue;
      yield {
        at: { place: providers[0].value.keyPlace },
        message: 'aesgcm needs a new key every 200,000 writes, and the keys in this file stay as they are.',
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The first provider',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - aesgcm:
              ^^^^^^ aesgcm needs a new key every 200,000 writes, and the keys in this file stay as they are.
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
  },
  {
    title: 'Only to read what is old',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - name: key2
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
            - aesgcm:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
  },
];
