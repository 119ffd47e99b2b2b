import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

/** The specification of a VolumeAttachment cannot change: only its being there moves a disk. Source: `ValidateVolumeAttachmentUpdate`. */
const WRITTEN: readonly (readonly [resources: readonly string[], verbs: readonly string[]])[] = [
  [
    ['storageclasses', 'csidrivers', 'csinodes'],
    ['create', 'update', 'patch', 'delete', 'deletecollection'],
  ],
  [['volumeattachments'], ['create', 'delete', 'deletecollection']],
];

export default defineRoleRule({
  id: 'rbac/no-storage-class-writing',
  summary: 'A role must not allow changing how storage is provided.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/storage/storage-classes/', 'https://kubernetes.io/docs/concepts/storage/volumes/#csi'],
  docs: {
    why: `
      A StorageClass or CSI driver decides which program provides volumes and gets what is needed to reach them; a
      VolumeAttachment gives the disk of another workload to a node.`,
    fix: 'Leave these to the storage driver and to those who run the cluster.',
    ignore: 'A storage driver, and the components of Kubernetes that attach volumes for it.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const [resources, verbs] of WRITTEN) {
      const access = { group: 'storage.k8s.io', resources, verbs };
      yield* namedVerbsProblems(role, access, () => 'Holders can change where volumes come from and to which node they go');
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A driver of its own',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: storage}
      rules:
        - {apiGroups: [storage.k8s.io], resources: [storageclasses, csistoragecapacities], verbs: [get, create]}
                                                    ^^^^^^^^^^^^^^ Holders can change where volumes come from and to which node they go: create on storageclasses is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: storage}
      rules:
        - {apiGroups: [storage.k8s.io], resources: [csistoragecapacities], verbs: [get, create]}
    `,
  },
  {
    title: 'Disks of others',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: storage}
      rules:
        - {apiGroups: [storage.k8s.io], resources: [volumeattachments], verbs: [get, create, patch]}
                                                    ^^^^^^^^^^^^^^^^^ Holders can change where volumes come from and to which node they go: create on volumeattachments is allowed.
    `,
  },
  {
    title: 'Reading, and what an attacher notes at attachments, which cannot change',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: storage}
      rules:
        - {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list, watch]}
        - {apiGroups: [storage.k8s.io], resources: [volumeattachments], verbs: [get, update, patch]}
        - {apiGroups: [storage.k8s.io], resources: [volumeattachments/status], verbs: [patch]}
    `,
  },
];
