import { defineRule, type Example, pods, refusing, hostPathVolumes, text } from '#core';

export default defineRule({
  id: 'pod-security/no-host-path-volumes',
  summary: 'A pod must not mount paths of its node.',
  severity: 'warning',
  profiles: ['cis', 'pss-baseline'],
  controls: {
    'cis-1.12': ['5.2.11'],
    pss: ['baseline', 'baseline/host-path-volumes'],
    mitre: ['T1610'],
    trivy: ['KSV-0023'],
    kubescape: ['C-0048'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  docs: {
    why: `
      What lies on the node belongs to the node: its credentials, its logs, the sockets of its programs, the data of
      other pods. Whoever breaks into the pod reads it, and where the mount is writable, changes it.`,
    fix: `
      Use an \`emptyDir\`, a PersistentVolumeClaim, or a \`local\` PersistentVolume, which an administrator creates.`,
    ignore: `
      An agent that serves the node itself and mounts one path, read-only. Which paths are dangerous is told by
      \`pod-security/no-sensitive-host-paths\`.`,
  },

  on: pods,

  check: refusing(hostPathVolumes),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two paths of the node',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: logs
            hostPath: {path: /var/log/app}
            ^^^^^^^^ The volume logs is /var/log/app of the node.
          - name: odd
            hostPath: {}
            ^^^^^^^^ The volume odd is a path of the node.
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'Volumes of other kinds',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: scratch
            emptyDir: {}
          - name: nothing
            hostPath: null
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
