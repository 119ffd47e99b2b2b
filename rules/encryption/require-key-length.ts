import { defineRule, encryptionConfiguration, encryptionKeys, enumerate, type Example, KEY_LENGTHS, text } from '#core';

export default defineRule({
  id: 'encryption/require-key-length',
  summary: 'Keys for encryption at rest must have a length that the provider takes.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.28'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#generate-key-no-kms'],
  docs: {
    why: 'The API server refuses a key of another length, and does not start.',
    fix: 'Make a key with `head -c 32 /dev/urandom | base64`: every provider takes 32 bytes.',
    ignore: 'Never: no API server starts with such a key.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { provider, name, secret, bytes } of encryptionKeys(configuration)) {
      const lengths = KEY_LENGTHS[provider.name]!;
      // What is shorter is no key but a placeholder.
      if (!bytes || bytes.length < 16 || lengths.includes(bytes.length)) continue;
      const taken = enumerate(lengths.map(String)).replace(' and ', ' or ');
      yield {
        at: secret,
        message: `The API server does not start with the key ${JSON.stringify(name)}: it has ${bytes.length} bytes, and ${provider.name} takes ${taken}.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Half a key, and two lines of one',
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
                    secret: 3q2+79Wx0rVZ8mQhT4yLrA==
                            ^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start with the key "key1": it has 16 bytes, and secretbox takes 32.
            - aescbc:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQa
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start with the key "key1": it has 33 bytes, and aescbc takes 16, 24 or 32.
    `,
  },
  {
    title: '16 and 32 bytes',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
            - aescbc:
                keys:
                  - name: key1
                    secret: 3q2+79Wx0rVZ8mQhT4yLrA==
    `,
  },
];
