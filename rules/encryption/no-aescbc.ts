import { defineRule, encryptionConfiguration, encryptionEntries, type Example, text } from '#core';

export default defineRule({
  id: 'encryption/no-aescbc',
  summary: 'What is stored should not be encrypted with aescbc.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers'],
  docs: {
    why: `
      \`aescbc\` hides what is stored, but does not notice when it is changed: who can write to etcd and sees how the API server fails can decrypt, byte by byte (padding oracle).
      Kubernetes' own documentation calls it weak and does not recommend it.`,
    fix: `
      Use \`kms\` of version v2, or \`secretbox\` where there is no key management service. Put the new provider first, keep \`aescbc\` behind it until everything is rewritten, then remove it.`,
    ignore: 'Something that reads the file, such as a distribution or an audit, accepts `aescbc` only.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { providers } of encryptionEntries(configuration)) {
      if (providers[0]?.name !== 'aescbc') continue;
      yield {
        at: { place: providers[0].value.keyPlace },
        message: 'aescbc is weak: it does not notice changes, and is open to padding-oracle attacks.',
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
            - aescbc:
              ^^^^^^ aescbc is weak: it does not notice changes, and is open to padding-oracle attacks.
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
            - identity: {}
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
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - aescbc:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
  },
];
