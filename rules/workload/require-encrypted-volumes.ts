import { defineRule, type Example, replaceValue, resource, setKey, suggest, text, type Value } from '#core';

export default defineRule({
  id: 'workload/require-encrypted-volumes',
  summary: 'A storage class of AWS must say that its volumes are encrypted.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0264'] },
  links: ['https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters'],
  docs: {
    why: `
      Whoever gets a snapshot or a disk reads it. Without the parameter, a volume is encrypted only where the account has been told to do so by default.`,
    fix: `
      Set the parameter \`encrypted\` to \`"true"\`. Volumes that are there already stay as they are, and a class that
      is there must be deleted first: its parameters cannot be changed.`,
    ignore: `
      An account that encrypts by default.`,
  },

  on: resource('storage.k8s.io', 'StorageClass'),

  *check(storage) {
    if (!['ebs.csi.aws.com', 'kubernetes.io/aws-ebs'].includes(storage.at('provisioner').asString() ?? '')) return;
    const parameters = storage.at('parameters');
    const key = entryOf(parameters, 'kmskeyid');
    if (key && key.asString() !== '') return;
    const at = entryOf(parameters, 'encrypted') ?? parameters.at('encrypted');
    const message = 'Volumes of this class are not encrypted unless the account does so by default.';
    if (at.exists && at.asString()?.toLowerCase() === 'false') {
      yield { at, message, fixes: [suggest('Have them encrypted', replaceValue(at, 'true'))] };
    } else if (
      at.type === 'absent' &&
      !storage.isPart &&
      ['absent', 'mapping'].includes(parameters.type) &&
      parameters.lacks('encrypted')
    ) {
      yield {
        at: { place: storage.at('provisioner').place, name: 'parameters.encrypted' },
        message,
        fixes: [suggest('Have them encrypted', setKey(parameters, 'encrypted', 'true'))],
      };
    }
  },
});

/** Capitals do not count in keys, and a volume with a key of its own is encrypted. Source: `CreateVolume` and `CreateDisk` of aws-ebs-csi-driver. */
const entryOf = (parameters: Value, name: string): Value | undefined =>
  parameters.entries().find(([key]) => key.toLowerCase() === name)?.[1];

export const examples = (): readonly Example[] => [
  {
    title: 'Not said, and said to be plain',
    file: 'storage.yaml',
    bad: text`
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: fast}
      provisioner: ebs.csi.aws.com
                   ^^^^^^^^^^^^^^^ Volumes of this class are not encrypted unless the account does so by default.
      parameters: {type: gp3}
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: plain}
      provisioner: ebs.csi.aws.com
      parameters: {encrypted: "false"}
                              ^^^^^^^ Volumes of this class are not encrypted unless the account does so by default.
    `,
    fixed: text`
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: fast}
      provisioner: ebs.csi.aws.com
      parameters: {type: gp3, encrypted: "true"}
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: plain}
      provisioner: ebs.csi.aws.com
      parameters: {encrypted: "true"}
    `,
  },
  {
    title: 'Encrypted, and a driver of another cloud',
    file: 'storage.yaml',
    good: text`
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: fast}
      provisioner: ebs.csi.aws.com
      parameters: {encrypted: "true"}
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: other}
      provisioner: disk.csi.azure.com
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: own-key}
      provisioner: ebs.csi.aws.com
      parameters: {kmsKeyId: arn:aws:kms:eu-central-1:111122223333:key/one}
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: capital}
      provisioner: ebs.csi.aws.com
      parameters: {Encrypted: "true"}
    `,
  },
];
