import { defineRule, type Example, pods, refusing, procMountRestricted, text } from '#core';

export default defineRule({
  id: 'pod-security/require-default-proc-mount',
  summary: 'A container must see /proc as container runtimes show it.',
  severity: 'warning',
  profiles: ['pss-restricted'],
  controls: { pss: ['restricted', 'restricted/proc-mount'], trivy: ['KSV-0027'], 'kube-linter': ['unsafe-proc-mount'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
  ],
  docs: {
    why: `
      Container runtimes hide parts of \`/proc\` and make others read-only. The restricted level asks for that always, in
      a user namespace as well.`,
    fix: 'Remove `procMount`: `Default` is what a container gets without it.',
    ignore: 'A builder of images that runs in a user namespace: the baseline accepts it since 1.35.',
  },

  on: pods,

  check: refusing(procMountRestricted),
});

export const examples = (): readonly Example[] => [
  {
    title: 'All of /proc, in a user namespace',
    file: 'pod.yaml',
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
          - name: app
            image: registry.example/app:1.4
            securityContext: {procMount: default}
                                         ^^^^^^^ The API server refuses the container app: procMount is default, and neither Default nor Unmasked.
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
          - name: app
            image: registry.example/app:1.4
            securityContext: {procMount: Default}
    `,
  },
  {
    title: 'What the runtime shows',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: build
            image: registry.example/build:1
            securityContext: {procMount: Default}
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
