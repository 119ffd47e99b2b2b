import { defineRule, type Example, hostPathsOf, pods, reachOfPath, text } from '#core';

export default defineRule({
  id: 'pod-security/no-sensitive-host-paths',
  summary: 'A pod must not mount paths through which it takes over its node.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0121'], kubescape: ['C-0020'], 'kube-linter': ['sensitive-host-mounts'], mitre: ['T1611'] },
  links: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  docs: {
    why: `
      Some paths are worth the whole node: with \`/\` or \`/etc\` a container adds accounts and jobs to it, with
      \`/var/lib/kubelet\` it reads the Secrets of every pod that runs there, with \`/dev\` it reads the disk. Mounted
      read-only, those with credentials are as dangerous.`,
    fix: `
      Mount the one file or folder that the program needs, read-only, or do without: an \`emptyDir\`, a
      PersistentVolumeClaim, the API.`,
    ignore: `
      An agent that serves the node itself, such as a driver for storage. Keep it in a namespace of its own.`,
  },

  on: pods,

  *check(pods) {
    for (const { at, path, volume, isWritable } of pods.flatMap(hostPathsOf)) {
      const reach = reachOfPath(path, isWritable);
      const name = volume === undefined ? 'The volume' : `The volume ${volume}`;
      if (reach !== undefined) yield { at, message: `${name} opens ${path} to the pod: ${reach}.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The node, and the secrets of its pods',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: node
            hostPath: {path: /}
                             ^ The volume node opens / to the pod: the whole file system of the node.
          - name: kubelet
            hostPath: {path: /var/lib/kubelet/}
                             ^^^^^^^^^^^^^^^^^ The volume kubelet opens /var/lib/kubelet/ to the pod: the kubelet's credentials, and the Secrets and tokens of all pods of the node.
          - name: cloud
            hostPath: {path: /home/ci/.aws}
                             ^^^^^^^^^^^^^ The volume cloud opens /home/ci/.aws to the pod: credentials of the cloud.
          - name: settings
            hostPath: {path: /sys}
                             ^^^^ The volume settings opens /sys to the pod: the kernel and device settings of the node.
        containers:
          - name: agent
            image: registry.example/agent:1
            volumeMounts:
              - {name: node, mountPath: /node, readOnly: true}
              - {name: kubelet, mountPath: /node/kubelet, readOnly: true}
              - {name: cloud, mountPath: /cloud, readOnly: true}
              - {name: settings, mountPath: /node/sys}
    `,
  },
  {
    title: 'Paths that are known for nothing, and settings that are only read',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: zone, hostPath: {path: /etc/localtime}}
          - {name: root, hostPath: {path: /}} # left from the last release
          - {name: settings, hostPath: {path: /sys}}
        containers:
          - name: agent
            image: registry.example/agent:1
            volumeMounts:
              - {name: settings, mountPath: /node/sys, readOnly: true}
              - {name: zone, mountPath: /etc/localtime}
    `,
  },
];
