import { defineRule, type Example, pods, refusing, seccompBaseline, text } from '#core';

export default defineRule({
  id: 'pod-security/no-unconfined-seccomp',
  summary: 'A container must not switch seccomp off.',
  severity: 'warning',
  profiles: ['recommended', 'pss-baseline'],
  controls: { pss: ['baseline', 'baseline/seccomp'], trivy: ['KSV-0104'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
  ],
  docs: {
    why: `
      Seccomp keeps a container from system calls that it never needs, many of which have let attackers into the kernel
      of the node. \`Unconfined\` allows them all.`,
    fix: `
      Use \`RuntimeDefault\`, or \`Localhost\` with a profile of your own. Somebody wrote \`Unconfined\`, perhaps for a reason:
      try the program first.`,
    ignore: 'A program that needs a call which the default profile refuses, until a profile for it is written.',
  },

  on: pods,

  check: refusing(seccompBaseline),
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
          seccompProfile:
            type: Unconfined
                  ^^^^^^^^^^ Seccomp does not confine the pod.
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: Unconfined}}
                                                     ^^^^^^^^^^ Seccomp does not confine the container app.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          seccompProfile:
            type: RuntimeDefault
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: RuntimeDefault}}
    `,
  },
  {
    title: 'Profiles that confine, and none',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {seccompProfile: {type: RuntimeDefault}}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
    `,
  },
];
