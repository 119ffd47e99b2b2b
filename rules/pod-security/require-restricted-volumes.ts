import { defineRule, type Example, pods, refusing, restrictedVolumes, text } from '#core';

export default defineRule({
  id: 'pod-security/require-restricted-volumes',
  summary: 'A pod must use only volumes that the restricted level allows.',
  severity: 'warning',
  profiles: ['pss-restricted'],
  controls: { pss: ['restricted', 'restricted/volumes'], trivy: ['KSV-0028'] },
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  docs: {
    why: `
      Other volumes reach the node, or storage servers from its network, with rights that the author of the pod may not
      have: an \`nfs\` or \`iscsi\` volume names any server, \`hostPath\` any path of the node, and \`gitRepo\` runs git as
      root there.`,
    fix: 'Use a PersistentVolumeClaim: which storage there is, is then decided by whoever runs the cluster.',
    ignore: 'A driver that is not yet there as CSI.',
  },

  on: pods,

  check: refusing(restrictedVolumes),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A server, and a path of the node',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: share
            nfs: {server: files.example, path: /}
            ^^^ The volume share has the source nfs, which the restricted level does not allow.
          - name: run
            hostPath:
            ^^^^^^^^ The volume run has the source hostPath, which the restricted level does not allow.
              path: /run
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'Volumes that are allowed',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: a, emptyDir: {}}
          - {name: b, projected: {sources: []}}
          - {name: c, persistentVolumeClaim: {claimName: c}}
          - {name: d, image: {reference: registry.example/data:1}}
          - {name: without-a-source}
          - {name: of-no-known-kind, tape: {}}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
