import { defineRule, type Example, pods, refusing, procMount, text } from '#core';

export default defineRule({
  id: 'pod-security/no-unmasked-proc',
  summary: 'A container must not see all of /proc unless its users are not those of the node.',
  severity: 'warning',
  profiles: ['recommended', 'pss-baseline'],
  controls: { pss: ['baseline', 'baseline/proc-mount'], trivy: ['KSV-0027'], 'kube-linter': ['unsafe-proc-mount'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
  ],
  docs: {
    why: `
      Container runtimes hide parts of \`/proc\` and make others read-only. Without that a process that runs as root
      writes kernel settings such as \`core_pattern\`, and so runs programs on the node. In a user namespace (\`hostUsers:
      false\`) its root is nobody on the node, which the baseline accepts since 1.35.`,
    fix: `
      Remove \`procMount\`, or run the pod in a user namespace with \`hostUsers: false\`.`,
    ignore: 'A builder of images that starts containers within its own.',
  },

  on: pods,

  check: refusing(procMount),
});

export const examples = (): readonly Example[] => [
  {
    title: 'All of /proc',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Unmasked}
                                         ^^^^^^^^ The container build sees /proc without the masks that keep the kernel's settings from it.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Default}
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
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Unmasked}
                                         ^^^^^^^^ The container build sees /proc without the masks that keep the kernel's settings from it.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Default}
    `,
  },
  {
    title: 'In a user namespace',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Unmasked}
    `,
  },
];
