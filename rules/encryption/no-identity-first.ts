import { choice, coversSecrets, defineRule, encryptionConfiguration, type Example, moveItem, suggest, text, type Value } from '#core';

export default defineRule({
  id: 'encryption/no-identity-first',
  summary: 'The first provider for Secrets must encrypt: it is the one that writes.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.28'], kubescape: ['C-0142'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration'],
  docs: {
    why: `
      The API server writes with the first provider of the list and tries the others only when it reads.
      \`identity\` in first place stores Secrets as plain text, however many keys follow.`,
    fix: `
      Put \`identity\` last, so that what is already stored can still be read, then rewrite everything:
      \`kubectl get secrets -A -o json | kubectl replace -f -\`.`,
    ignore: 'While encryption is being turned off on purpose: then `identity` comes first until everything is rewritten.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    // The first entry that covers a resource is the one that counts.
    const entry = configuration
      .at('resources')
      .items()
      .find(it =>
        it
          .at('resources')
          .items()
          .some(name => coversSecrets(name.asString() ?? '')),
      );
    const providers = entry?.at('providers').items() ?? [];
    const [first] = providers;
    const identity = first?.entries().find(([key]) => key === 'identity');
    // Left empty it is no provider, and the API server does not start.
    if (!first || !identity || identity[1].type === 'absent') return;
    const alone = providers.length === 1;
    yield {
      at: { place: identity[1].keyPlace },
      message: alone
        ? 'Secrets are stored unencrypted: identity, the only provider, does not encrypt.'
        : 'Secrets are stored unencrypted: identity is the first provider, and the first one writes.',
      fixes: alone
        ? []
        : [(providers.some(holdsPlaceholder) ? choice : suggest)('Move identity to the end', moveItem(first, providers.length))],
    };
  },
});

/** The API server does not start with a key that is none: somebody completes such a file, and may choose the order then. */
const holdsPlaceholder = (provider: Value): boolean =>
  provider.entries().some(([, it]) =>
    it
      .at('keys')
      .items()
      .some(key => /[<>${}]/.test(key.at('secret').asString() ?? '$')),
  );

export const examples = (): readonly Example[] => [
  {
    title: 'Keys that nothing is written with',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - identity: {} # for now
              ^^^^^^^^ Secrets are stored unencrypted: identity is the first provider, and the first one writes.
            # since 2024
            - secretbox:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            # since 2024
            - secretbox:
                keys:
                  - name: key1
                    secret: wl6GnWpnnCJ5Q0gRbwSaWLChvVZkT9L0Ipv2GuAdxSQ=
            - identity: {} # for now
    `,
  },
  {
    title: 'Nothing but identity',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: ["*.*"]
          providers:
            - identity: {}
              ^^^^^^^^ Secrets are stored unencrypted: identity, the only provider, does not encrypt.
    `,
  },
  {
    title: 'identity last, and identity for what is no Secret',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - identity: {}
        - resources: [configmaps]
          providers:
            - identity: {}
    `,
  },
];
