import { defineRule, encryptionConfiguration, encryptionEntries, enumerate, type Example, KEY_LENGTHS, text } from '#core';

export default defineRule({
  id: 'encryption/require-keys',
  summary: 'A provider that takes keys from the file must find them there.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/'],
  docs: {
    why: 'The API server refuses a provider without keys, and a key without name or text, and does not start.',
    fix: 'Give every key a name and the base64 text that `head -c 32 /dev/urandom | base64` prints.',
    ignore: 'The file is completed by something else before it is used.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { name, value } of encryptionEntries(configuration).flatMap(it => it.providers)) {
      const keys = value.at('keys');
      if (
        KEY_LENGTHS[name] === undefined ||
        configuration.isPart ||
        value.type === 'unknown' ||
        keys.type === 'unknown' ||
        !value.isClosed ||
        !keys.isClosed
      )
        continue;
      if (!keys.items().length) yield { at: { place: value.keyPlace }, message: `The API server does not start: ${name} has no keys.` };
      for (const key of keys.items()) {
        const missing = ['name', 'secret'].filter(it => key.type === 'mapping' && (key.lacks(it) || key.at(it).asString() === ''));
        if (missing.length)
          yield {
            at: key,
            message: `The API server does not start: a key of ${name} has no ${enumerate(missing).replace('and', 'and no')}.`,
          };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No key, and half of one',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - aescbc:
              ^^^^^^ The API server does not start: aescbc has no keys.
                keys: []
            - secretbox:
                keys:
                  - name: key1
                    ^^^^^^^^^^ The API server does not start: a key of secretbox has no secret.
                  - secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: a key of secretbox has no name.
    `,
  },
  {
    title: 'A key',
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
            - identity: {}
    `,
  },
];
