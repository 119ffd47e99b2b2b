import { atKey, defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'workload/no-host-path-persistent-volume',
  summary: 'A PersistentVolume must not be a path of a node.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes'],
  docs: {
    why: `
      Whoever claims the volume gets the path of whatever node the pod is put on, although its namespace allows no \`hostPath\`: the Pod Security Standards look at pods, and see a claim.`,
    fix: `
      Use a driver for storage; for disks of nodes, a \`local\` volume, which says on which node it is.`,
    ignore: `
      A cluster of one node, and a directory that is there for this volume.`,
  },

  on: resource('', 'PersistentVolume'),

  *check(volume) {
    const source = volume.at('spec', 'hostPath');
    if (source.type !== 'mapping') return;
    const path = source.at('path').asString();
    yield {
      at: atKey(source),
      message: `Whoever claims this volume gets ${path === undefined ? 'a path' : path} of the node, whatever the namespace allows.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A path of the node',
    file: 'volume.yaml',
    bad: text`
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: data}
      spec:
        capacity: {storage: 1Gi}
        accessModes: [ReadWriteOnce]
        hostPath: {path: /mnt/data}
        ^^^^^^^^ Whoever claims this volume gets /mnt/data of the node, whatever the namespace allows.
    `,
  },
  {
    title: 'A driver',
    file: 'volume.yaml',
    good: text`
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: data}
      spec:
        capacity: {storage: 1Gi}
        accessModes: [ReadWriteOnce]
        csi: {driver: disk.csi.example, volumeHandle: data}
    `,
  },
];
