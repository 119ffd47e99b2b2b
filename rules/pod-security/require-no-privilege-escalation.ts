import { defineRule, type Example, pods, refusing, allowPrivilegeEscalation, text } from '#core';

export default defineRule({
  id: 'pod-security/require-no-privilege-escalation',
  summary: 'A container must keep its processes from gaining privileges.',
  severity: 'warning',
  profiles: ['cis', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.6'],
    pss: ['restricted', 'restricted/privilege-escalation'],
    checkov: ['CKV_K8S_20'],
    trivy: ['KSV-0001'],
    kubescape: ['C-0016'],
    'kube-linter': ['privilege-escalation-container'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  docs: {
    why: `
      Unless it is forbidden, a process becomes root through any file with the setuid bit, \`sudo\` and \`ping\` among
      them, although the container runs as another user. \`allowPrivilegeEscalation\` is true where it is not set.`,
    fix: `
      Set \`allowPrivilegeEscalation: false\` in the security context of every container; the pod has no such field. A command that
      runs \`sudo\` must do without it first.`,
    ignore: 'A program that changes its user with setuid by design.',
  },

  on: pods,

  check: refusing(allowPrivilegeEscalation),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Set to true, and not set',
    file: 'web.yaml',
    bad: text`
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
                securityContext:
                  allowPrivilegeEscalation: true # sudo
                                            ^^^^ The container app allows its processes to gain privileges: allowPrivilegeEscalation is true.
              - name: proxy
                      ^^^^^ The container proxy does not keep its processes from gaining privileges: allowPrivilegeEscalation is not set.
                image: registry.example/proxy:2
              - name: logs
                image: registry.example/logs:2
                securityContext: {runAsNonRoot: true}
                ^^^^^^^^^^^^^^^ The container logs does not keep its processes from gaining privileges: allowPrivilegeEscalation is not set.
    `,
    fixed: text`
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
                securityContext:
                  allowPrivilegeEscalation: false # sudo
              - name: proxy
                image: registry.example/proxy:2
                securityContext:
                  allowPrivilegeEscalation: false
              - name: logs
                image: registry.example/logs:2
                securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true}
    `,
  },
  {
    title: 'A container for which it cannot be forbidden',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {privileged: true}
            ^^^^^^^^^^^^^^^ The container app does not keep its processes from gaining privileges: allowPrivilegeEscalation is not set.
    `,
  },
  {
    title: 'Forbidden, and a pod of Windows, where it means nothing',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {allowPrivilegeEscalation: false}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'Values that a chart fills in',
    file: 'templates/pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext:
              {{- toYaml .Values.securityContext | nindent 6 }}
    `,
  },
];
