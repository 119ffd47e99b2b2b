import { defineRule, type Example, lowId, pods, text } from '#core';

export default defineRule({
  id: 'pod-security/require-high-group-id',
  summary: 'A container must run as a group whose number no account of its node has.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0021'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      Without a user namespace the numbers of groups in a container are those of its node. Whoever gets out of the
      container has the rights of the node's group of the same number, and the small ones are given to its own
      accounts.`,
    fix: `
      Name a group from 10000 up with \`runAsGroup\`, or run the pod in a user namespace (\`hostUsers: false\`).`,
    ignore: 'Images that work as one group only.',
  },

  on: pods,

  check: lowId('runAsGroup', 'group'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A small number, and none',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsGroup: 1000}
                                          ^^^^ The container app runs as group 1000, which may well be one of the node.
          - name: proxy
                  ^^^^^ The container proxy runs as whatever group its image or its runtime chooses: runAsGroup is not set.
            image: registry.example/proxy:2
    `,
  },
  {
    title: 'Large numbers, and a user namespace',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsGroup: 65532}
        containers:
          - name: app
            image: registry.example/app:1.4
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
