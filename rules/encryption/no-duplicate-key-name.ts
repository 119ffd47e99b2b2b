import { defineRule, encryptionConfiguration, encryptionEntries, type Example, keysOf, text, type Value } from '#core';

export default defineRule({
  id: 'encryption/no-duplicate-key-name',
  summary: 'Keys of one provider must have names of their own.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#rotate-a-secret'],
  docs: {
    why: `
      The name is stored with every value to tell which key decrypts it. With two keys of one name the API server tries one after the other; \`aescbc\` cannot always tell a wrong key
      from a right one, so that reads may fail or give rubbish, and nobody sees which key may be removed.`,
    fix: `
      Give the key that was added last another name, before it writes anything. A name that was written with must stay until everything is rewritten.`,
    ignore: 'Both keys are the same once they are filled in.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const provider of encryptionEntries(configuration).flatMap(it => it.providers)) {
      const first = new Map<string, { readonly at: Value; readonly bytes: string | undefined }>();
      for (const { name, secret, bytes } of keysOf(provider)) {
        const before = first.get(name);
        const at = provider.value
          .at('keys')
          .items()
          .find(it => it.at('secret').place.range.start === secret.place.range.start)!
          .at('name');
        if (before === undefined) first.set(name, { at, bytes: bytes?.join() });
        // The same key again decrypts the same.
        else if (name !== '' && (bytes === undefined || bytes.join() !== before.bytes)) {
          yield {
            at,
            message: `${provider.name} has two keys of the name ${JSON.stringify(name)}: what is stored does not tell which one decrypts it.`,
            related: [{ place: before.at.place, message: 'The other key.' }],
          };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A key that was rotated',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - name: key
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
                  - name: key
                          ^^^ secretbox has two keys of the name "key": what is stored does not tell which one decrypts it.
                    secret: OGYyYTlkMWM3ZTRiMDU2ZjNhOGM5ZDJlMWI3ZjQwNmE=
    `,
  },
  {
    title: 'The same name in two providers',
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
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
  },
  {
    title: 'The same key twice',
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
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
  },
];
