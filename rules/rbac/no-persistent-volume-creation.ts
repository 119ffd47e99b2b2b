import { defineRoleRule, type Example, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-persistent-volume-creation',
  summary: 'A role must not allow creating PersistentVolumes, which may be any directory of a node.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.1.9'], kubescape: ['C-0278'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  docs: {
    why: `
      A PersistentVolume of type \`hostPath\` is a directory of the node. Pod Security forbids such volumes in a Pod, but does not see
      them behind a claim: with \`/\` or \`/etc/kubernetes\`, a Pod reads the node's keys and replaces its programs.`,
    fix: 'Let people create PersistentVolumeClaims, and leave the volumes to the provisioner of a StorageClass.',
    ignore: 'A storage provisioner, and those who run the cluster.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['persistentvolumes'], verbs: ['create'] };
    yield* resourceProblems(role, access, () => 'Holders can offer any directory of a node as a volume');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Volumes along with claims',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: developer
      rules:
        - apiGroups: [""]
          resources: [persistentvolumeclaims, persistentvolumes]
                                              ^^^^^^^^^^^^^^^^^ Holders can offer any directory of a node as a volume: create on persistentvolumes is allowed.
          verbs: [get, list, create]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: developer
      rules:
        - apiGroups: [""]
          resources: [persistentvolumeclaims]
          verbs: [get, list, create]
    `,
  },
  {
    title: 'Claims only',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: developer}
      rules:
        - {apiGroups: [""], resources: [persistentvolumeclaims], verbs: [create]}
        - {apiGroups: [""], resources: [persistentvolumes], verbs: [get, list]}
    `,
  },
];
