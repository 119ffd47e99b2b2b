import { defineRule, type Example, pods, refusing, privileged, text } from '#core';

export default defineRule({
  id: 'pod-security/no-privileged-containers',
  summary: 'A container must not be privileged.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'pss-baseline', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.2'],
    pss: ['baseline', 'baseline/privileged'],
    mitre: ['T1610'],
    checkov: ['CKV_K8S_16'],
    trivy: ['KSV-0017'],
    kubescape: ['C-0057'],
    'kube-linter': ['privileged-container'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  docs: {
    why: `
      A privileged container has every capability, no seccomp, AppArmor or SELinux, and every device of the node.
      Whoever breaks into it mounts the disk of the node and owns it, with the credentials of the kubelet and of every
      pod that runs there.`,
    fix: `
      Set \`privileged: false\`, and add the one capability, or mount the one device through a device plugin, that the
      program needs.`,
    ignore: `
      A driver or a network plugin that changes the node itself. Keep it in a namespace of its own that nobody else may
      create pods in.`,
  },

  on: pods,

  check: refusing(privileged),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A container and an init container',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        initContainers:
          - name: sysctl
            image: registry.example/tools:2
            securityContext: {privileged: true}
                                          ^^^^ The init container sysctl is privileged, which is root on the node.
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext:
              privileged: true # for the debugger
                          ^^^^ The container app is privileged, which is root on the node.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        initContainers:
          - name: sysctl
            image: registry.example/tools:2
            securityContext: {privileged: false}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext:
              privileged: false # for the debugger
    `,
  },
  {
    title: 'With a mount that only privileged containers may have',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: agent}
      spec:
        containers:
          - name: agent
            image: registry.example/agent:1.4
            securityContext: {privileged: true}
                                          ^^^^ The container agent is privileged, which is root on the node.
            volumeMounts: [{name: bpf, mountPath: /sys/fs/bpf, mountPropagation: Bidirectional}]
    `,
  },
  {
    title: 'Not privileged',
    file: 'web.yaml',
    good: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: registry.example/app:1.4
                securityContext: {privileged: false}
              - name: other
                image: registry.example/app:1.4
    `,
  },
];
