import { defineRule, type Example, resource, text } from '#core';

/** Providers that carry their keys in the file. */
const WITH_KEYS = ['aescbc', 'aesgcm', 'secretbox'];

/** What another tool fills in before the file is used: sops, Ansible Vault, envsubst, Argo CD's and other Vault plugins, vals, 1Password. */
const INJECTED = /^(?:ENC\[|<path:|ref\+\w+:|vault:|op:|@\w+@|__\w+__)|\$[{(\w]|\{\{|%\{/;

export default defineRule({
  id: 'encryption/no-placeholder-key',
  summary: 'A key for encryption at rest must not be a placeholder.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.28'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#generate-key-no-kms'],
  docs: {
    why: 'A placeholder is no base64: the API server refuses the file and does not start.',
    fix: `
      Make a key with \`head -c 32 /dev/urandom | base64\` and put it in where the file is installed. Better than a key
      in a file is a key management service (\`kms\`): then no key lies in the repository at all.`,
    ignore: 'A sample, or a file in which something else replaces the placeholder before it is used.',
  },

  on: resource('apiserver.config.k8s.io', 'EncryptionConfiguration', 'EncryptionConfig'),

  *check(configuration) {
    for (const entry of configuration.at('resources').items()) {
      for (const provider of entry.at('providers').items().flatMap(it => WITH_KEYS.map(name => it.at(name)))) {
        for (const key of provider.at('keys').items()) {
          const secret = key.at('secret');
          // Go's decoder passes over line ends.
          const written = secret.asString()?.replace(/[\r\n]/g, '');
          if (written === undefined || isBase64(written) || INJECTED.test(written)) continue;
          const name = JSON.stringify(key.at('name').asString() ?? '');
          yield { at: secret, message: `The key ${name} is ${written ? 'a placeholder' : 'empty'}: the API server does not start with it.` };
        }
      }
    }
  },
});

/** As Go's decoder has it: padded, and at least as long as the shortest key there is, sixteen bytes. */
const isBase64 = (written: string): boolean => /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(written) && written.length >= 24;

export const examples = (): readonly Example[] => [
  {
    title: 'The key that the documentation prints',
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
                    secret: <BASE64 ENCODED SECRET>
                            ^^^^^^^^^^^^^^^^^^^^^^^ The key "key1" is a placeholder: the API server does not start with it.
            - identity: {}
    `,
  },
  {
    title: 'A key, and some that are filled in later',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - secretbox:
                keys:
                  - {name: key4, secret: $ENCRYPTION_KEY}
                  - {name: key3, secret: <path:kv/data/cluster#key>}
                  - {name: key2, secret: "ENC[AES256_GCM,data:Vmljd=,type:str]"}
                  - {name: key1, secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=}
            - identity: {}
    `,
  },
];
