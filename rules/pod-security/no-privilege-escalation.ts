import { allowPrivilegeEscalation, defineRule, type Example, pods, text } from '#core';

export default defineRule({
  id: 'pod-security/no-privilege-escalation',
  summary: 'A container must not allow its processes to gain privileges.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      \`allowPrivilegeEscalation: true\` is what Kubernetes does anyway: it is written by someone who wanted it. A
      process then becomes root through any file with the setuid bit, although the container runs as another user.`,
    fix: `
      Set it to false. Where nothing is said, \`pod-security/require-no-privilege-escalation\` tells it.`,
    ignore: 'A program that changes its user with setuid by design.',
  },

  on: pods,

  check: (pods, { kubernetesVersion }) =>
    // The other findings of the control are about what is not written.
    pods.flatMap(it => [...allowPrivilegeEscalation(it, kubernetesVersion)].filter(problem => problem.cause === undefined)),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Written by hand',
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
                image: registry.example/proxy:2
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
    `,
  },
  {
    title: 'Written with privileges that it comes with',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {privileged: true, allowPrivilegeEscalation: true}
                                                                          ^^^^ The container app allows its processes to gain privileges: allowPrivilegeEscalation is true.
    `,
  },
  {
    title: 'Forbidden, or left to the default',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {allowPrivilegeEscalation: false}
          - name: proxy
            image: registry.example/proxy:2
    `,
  },
];
