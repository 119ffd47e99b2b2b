import { defineRule, encryptionConfiguration, encryptionKeys, type Example, text } from '#core';

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

  on: encryptionConfiguration,

  *check(configuration) {
    // What installs a machine puts keys into the files that it writes there, as it makes certificates.
    const isInstalled = configuration.carriedAs?.startsWith('/') ?? false;
    for (const { name, secret, bytes } of encryptionKeys(configuration)) {
      const written = secret.asString();
      // Sixteen bytes are the shortest key there is. None at all is another rule's matter.
      if (!written || (bytes && bytes.length >= 16) || INJECTED.test(written) || (isInstalled && /^<.*>$/.test(written))) continue;
      yield { at: secret, message: `The key ${JSON.stringify(name)} is a placeholder: the API server does not start with it.` };
    }
  },
});

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
    title: 'Filled in on the machine that the file is written to',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/encryption-config.yaml
          content: |
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
              - resources: [secrets]
                providers:
                  - secretbox: {keys: [{name: key1, secret: <etcdEncryptionSecret>}]}
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
