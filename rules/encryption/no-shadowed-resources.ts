import {
  atLeast,
  choice,
  defineRule,
  encryptionConfiguration,
  encryptionEntries,
  type EncryptionEntry,
  type Example,
  isWithin,
  moveItem,
  type Problem,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'encryption/no-shadowed-resources',
  summary: 'Every resource must be named in one entry, and specific names before patterns.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration'],
  docs: {
    why: `
      Behind a pattern that matches it, a resource may not be named again: the API server does not start. Named twice as it is, what the first entry says is written, and the providers of the
      second only read: whoever adds encryption in a second entry has none.`,
    fix: 'Put entries with specific names before those with patterns, and name each resource once.',
    ignore: 'Both entries are the same.',
  },

  on: encryptionConfiguration,

  *check(configuration, { kubernetesVersion }) {
    // Before Kubernetes 1.27 there are no patterns.
    const knowsPatterns = kubernetesVersion === undefined || atLeast(kubernetesVersion, '1.27');
    const entries = encryptionEntries(configuration);
    for (const [index, entry] of entries.entries()) {
      for (const name of entry.names) {
        const before = entries
          .slice(0, index)
          .find(it => it.names.some(other => other.asString() === name.asString() || (knowsPatterns && isPattern(other, name))));
        if (name.asString() !== undefined && before) yield shadowed(name, entry, before, entries.indexOf(before));
      }
    }
  },
});

const isPattern = (pattern: Value, name: Value): boolean => isWithin(name.asString() ?? '', pattern.asString() ?? '');

function shadowed(name: Value, entry: EncryptionEntry, before: EncryptionEntry, index: number): Problem {
  const other = before.names.find(it => it.asString() === name.asString()) ?? before.names.find(it => isPattern(it, name))!;
  const related = [{ place: other.place, message: 'The earlier entry.' }];
  if (other.asString() === name.asString() && !other.asString()!.startsWith('*.')) {
    return {
      at: name,
      related,
      message: `${name.asString()} is named in an earlier entry, which decides how it is stored: these providers only read.`,
    };
  }
  const fixes =
    entry.names.length === 1 && other.asString() !== name.asString()
      ? [choice('Move the entry before the pattern', moveItem(entry.value, index))]
      : [];
  return {
    at: name,
    related,
    message: `The API server does not start: ${other.asString()} in an earlier entry matches ${name.asString()}.`,
    fixes,
  };
}

export const examples = (): readonly Example[] => [
  {
    title: 'A pattern first',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: ["*.*"]
          providers:
            - identity: {}
        # what matters
        - resources:
            - secrets
              ^^^^^^^ The API server does not start: *.* in an earlier entry matches secrets.
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        # what matters
        - resources:
            - secrets
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
        - resources: ["*.*"]
          providers:
            - identity: {}
    `,
  },
  {
    title: 'Encryption that only reads',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, configmaps]
          providers:
            - identity: {}
        - resources: [secrets]
                      ^^^^^^^ secrets is named in an earlier entry, which decides how it is stored: these providers only read.
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'Specific before general',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [events]
          providers:
            - identity: {}
        - resources: ["*.", "*.apps"]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
        - resources: ["*.*"]
          providers:
            - identity: {}
    `,
  },
];
