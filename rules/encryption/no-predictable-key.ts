import { defineRule, encryptionConfiguration, encryptionKeys, type Example, text, whyGuessable } from '#core';

export default defineRule({
  id: 'encryption/no-predictable-key',
  summary: 'A key for encryption at rest must be random.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.28'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#generate-key-no-kms'],
  docs: {
    why: `
      A key that was typed, or copied from documentation, is tried first: whoever has a copy of etcd's disk decrypts it with a list of sample keys and words.`,
    fix: `
      Make a key with \`head -c 32 /dev/urandom | base64\`, put it first, keep the old one behind it, rewrite everything with
      \`kubectl get secrets -A -o json | kubectl replace -f -\`, then remove the old one.`,
    ignore: 'A sample, or a test that needs the same key every time.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { name, secret, bytes } of encryptionKeys(configuration)) {
      const why = bytes && bytes.length >= 16 ? whyGuessable(bytes) : undefined;
      if (why) yield { at: secret, message: `The key ${JSON.stringify(name)} can be guessed: decoded, it ${why}.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'From documentation, typed, and counted',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - aescbc:
                keys:
                  - name: key1
                    secret: c2VjcmV0IGlzIHNlY3VyZQ==
                            ^^^^^^^^^^^^^^^^^^^^^^^^ The key "key1" can be guessed: decoded, it is text that a person wrote.
                  - name: key2
                    secret: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key "key2" can be guessed: decoded, it is one byte, repeated.
                  - name: key3
                    secret: AAECAwQFBgcICQoLDA0ODw==
                            ^^^^^^^^^^^^^^^^^^^^^^^^ The key "key3" can be guessed: decoded, it counts up or down.
            - secretbox:
                keys:
                  - name: key1
                    secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key "key1" can be guessed: decoded, it is text that a person wrote.
                  - name: key2
                    secret: 3q2+79Wx0rVZ8mQhT4yLrN6tvu/VsdK1WfJkIU+Mi6w=
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key "key2" can be guessed: decoded, it repeats itself.
                  - name: key3
                    secret: AQL/CQEBAgn/AgEJAgIB/wkJAgEB/wIJAQL/AQkCAf8=
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key "key3" can be guessed: decoded, it has only 4 different bytes.
    `,
  },
  {
    title: 'Random bytes, and random letters',
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
                  - name: key2
                    secret: OGYyYTlkMWM3ZTRiMDU2ZjNhOGM5ZDJlMWI3ZjQwNmE=
    `,
  },
];
