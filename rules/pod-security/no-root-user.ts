import { defineRule, type Example, pods, refusing, runAsUser, text } from '#core';

export default defineRule({
  id: 'pod-security/no-root-user',
  summary: 'A container must not be told to run as root.',
  severity: 'warning',
  profiles: ['recommended', 'pss-restricted'],
  controls: { pss: ['restricted', 'restricted/run-as-user'], trivy: ['KSV-0105'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  docs: {
    why: `
      \`runAsUser: 0\` makes root of a program whose image may well name another user. Root in a container is root on the
      node, as far as nothing else keeps them apart.`,
    fix: `
      Remove \`runAsUser\`, or name another user. Since Kubernetes 1.35 a pod in a user namespace (\`hostUsers: false\`)
      may say it: its root is nobody on the node.`,
    ignore: `
      An init container that has to change the owner of a volume; \`fsGroup\` often does the same.`,
  },

  on: pods,

  check: refusing(runAsUser),
});

export const examples = (): readonly Example[] => [
  {
    title: 'For the pod and for a container',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          fsGroup: 1000
          runAsUser: 0
                     ^ Containers of the pod that name no user run as root.
        initContainers:
          - name: chown
            image: registry.example/tools:2
            securityContext: {runAsUser: 0, runAsGroup: 0}
                                         ^ The init container chown runs as root.
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 1000}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          fsGroup: 1000
        initContainers:
          - name: chown
            image: registry.example/tools:2
            securityContext: {runAsGroup: 0}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 1000}
    `,
  },
  {
    title: 'In a user namespace, before the release that accepts it',
    file: 'pod.yaml',
    kubernetesVersion: '1.34',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 0, privileged: false}
                                         ^ The container app runs as root.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {privileged: false}
    `,
  },
  {
    title: 'Other users, and a user namespace',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsUser: 65532}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: "0"} # refused: no number
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 0}
    `,
  },
];
