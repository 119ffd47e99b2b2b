import {
  choice,
  type Data,
  defineRule,
  encryptionConfiguration,
  enumerate,
  type Example,
  PROVIDERS,
  providersIn,
  replaceValue,
  setKey,
  suggest,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'encryption/require-single-providers',
  summary: 'Every item of a list of providers must be exactly one provider.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/'],
  docs: {
    why: `
      The API server refuses an item with two providers, with none, or with a provider that is left empty, and does not start. One missing dash makes two providers one item.`,
    fix: 'Begin every provider with a dash of its own. An `identity` that is empty is written `identity: {}`.',
    ignore: 'The file is completed by something else before it is used.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const item of configuration
      .at('resources')
      .items()
      .flatMap(it => it.at('providers').items())) {
      if (item.type !== 'mapping' || !item.isClosed) continue;
      const written = providersIn(item).filter(it => it.value.type !== 'absent');
      const empty = providersIn(item).filter(it => it.value.type === 'absent');
      const names = written.map(it => it.name);
      if (written.length === 1) continue;
      if (written.length > 1) {
        const data = item.entries().map(([key, value]): Data => ({ [key]: value.toData() ?? {} }));
        yield {
          at: { place: written[1]!.value.keyPlace },
          message: `The API server does not start: ${enumerate(names)} are one item of the list, and an item is one provider.`,
          fixes:
            item.entries().every(([key]) => names.some(it => it === key)) && isKnown(item)
              ? [choice('Split the item', replaceValue(item, ...data))]
              : [],
        };
      } else if (empty.length) {
        const name = empty[0]!.name;
        yield {
          at: { place: empty[0]!.value.keyPlace },
          message: `The API server does not start: ${name} is left empty, which is no provider.`,
          fixes: name === 'identity' ? [suggest('Write identity: {}', setKey(item, 'identity', {}))] : [],
        };
      } else if (!item.entries().length) {
        yield { at: item, message: `The API server does not start: this item is none of the providers ${enumerate(PROVIDERS)}.` };
      }
    }
  },
});

/** Whether nothing would be lost if the value were written again from its data. */
const isKnown = (value: Value): boolean =>
  value.type !== 'unknown' && value.isClosed && [...value.items(), ...value.entries().map(it => it[1])].every(isKnown);

export const examples = (): readonly Example[] => [
  {
    title: 'A missing dash',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v2
                name: vault
                endpoint: unix:///run/kms.sock
              identity: {}
              ^^^^^^^^ The API server does not start: kms and identity are one item of the list, and an item is one provider.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v2
                name: vault
                endpoint: unix:///run/kms.sock
            - identity: {}
    `,
  },
  {
    title: 'Nothing behind identity',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - identity: # reads what is old
              ^^^^^^^^ The API server does not start: identity is left empty, which is no provider.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - identity: {} # reads what is old
    `,
  },
  {
    title: 'A provider that does not exist',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - {}
              ^^ The API server does not start: this item is none of the providers aesgcm, aescbc, secretbox, identity and kms.
    `,
  },
  {
    title: 'One each',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
            - identity: {}
    `,
  },
];
