import {
  defineRule,
  encryptionConfiguration,
  encryptionEntries,
  type Example,
  type Problem,
  removeValue,
  secondsOf,
  suggest,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'encryption/no-invalid-kms',
  summary: 'A KMS provider must have a name and limits that the API server takes.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/'],
  docs: {
    why: `
      The API server refuses a KMS provider of version v2 with a \`cachesize\`, with a colon in its name or with the name of another one, and any with a timeout or a cache of nothing;
      it does not start.`,
    fix: 'Take `cachesize` away with v2, give each provider a name of its own, and times above zero. A name that was written with must stay until everything is rewritten.',
    ignore: 'Never: no API server starts with such a provider.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    const providers = encryptionEntries(configuration)
      .flatMap(it => it.providers)
      .filter(it => it.name === 'kms' && it.value.type === 'mapping');
    for (const [index, { value }] of providers.entries()) {
      yield* refusedLimits(value);
      const name = value.at('name');
      const written = name.asString();
      if (versionOf(value) !== 'v2' || written === undefined) continue;
      if (written.includes(':')) yield refused(name, `the name of a KMS v2 provider has no colon, and this is ${JSON.stringify(written)}`);
      const other = providers.slice(0, index).find(it => it.value.at('name').asString() === written);
      if (other)
        yield {
          ...refused(name, `another KMS provider has the name ${JSON.stringify(written)}`),
          related: [{ place: other.value.at('name').place, message: 'The other provider.' }],
        };
    }
  },
});

function* refusedLimits(kms: Value): Iterable<Problem> {
  const [size, timeout] = [kms.at('cachesize'), kms.at('timeout')];
  const version = versionOf(kms);
  if (version === 'v2' && size.exists)
    yield { ...refused({ place: size.keyPlace }, 'KMS v2 has no cachesize'), fixes: [suggest('Remove cachesize', removeValue(size))] };
  else if (version === 'v1' && size.asNumber() === 0) yield refused(size, 'a cachesize of 0 is none');
  if ((secondsOf(timeout.asString() ?? '') ?? 1) <= 0)
    yield refused(timeout, `the timeout is ${timeout.asString()}, and must be above zero`);
}

/** Undefined where a template decides. */
const versionOf = (kms: Value): string | undefined => kms.at('apiVersion').asString() ?? (kms.lacks('apiVersion') ? 'v1' : undefined);

const refused = (at: Problem['at'], why: string): Problem => ({ at, message: `The API server does not start: ${why}.` });

export const examples = (): readonly Example[] => [
  {
    title: 'What v2 does not take',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v2
                name: vault:prod
                      ^^^^^^^^^^ The API server does not start: the name of a KMS v2 provider has no colon, and this is "vault:prod".
                endpoint: unix:///run/kms.sock
                cachesize: 1000
                ^^^^^^^^^ The API server does not start: KMS v2 has no cachesize.
                timeout: 3s
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v2
                name: vault:prod
                endpoint: unix:///run/kms.sock
                timeout: 3s
    `,
  },
  {
    title: 'Nothing where something is needed, and one name twice',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {name: vault, endpoint: "unix:///run/old.sock", cachesize: 0}
                                                                              ^ The API server does not start: a cachesize of 0 is none.
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock", timeout: 0s}
                                          ^^^^^ The API server does not start: another KMS provider has the name "vault".
                                                                                            ^^ The API server does not start: the timeout is 0s, and must be above zero.
    `,
  },
  {
    title: 'Each with its own',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault-2, endpoint: "unix:///run/kms.sock", timeout: 3s}
            - kms: {name: vault, endpoint: "unix:///run/old.sock", cachesize: 1000}
    `,
  },
];
