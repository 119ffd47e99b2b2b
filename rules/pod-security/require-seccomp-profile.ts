import { defineRule, type Example, pods, refusing, seccompRestricted, text } from '#core';

export default defineRule({
  id: 'pod-security/require-seccomp-profile',
  summary: 'A container must run under a seccomp profile.',
  severity: 'warning',
  profiles: ['cis', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.6.2'],
    pss: ['restricted', 'restricted/seccomp'],
    checkov: ['CKV_K8S_31'],
    trivy: ['KSV-0030'],
    kubescape: ['C-0055', 'C-0210'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
  ],
  docs: {
    why: `
      Seccomp keeps a container from system calls that it never needs, many of which have let attackers into the kernel
      of the node. Unless the kubelet is told otherwise, a pod that names no profile may make every call.`,
    fix: `
      Set \`seccompProfile: {type: RuntimeDefault}\` for the pod.`,
    ignore: `
      Nodes whose kubelets set \`seccompDefault\`. Admission does not know of that, and asks for the field all the same.`,
  },

  on: pods,

  check: refusing(seccompRestricted),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Said nowhere',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
      ^^^^ The containers of the pod are not held to a seccomp profile: none is set.
        containers:
          - {name: app, image: registry.example/app:1.4}
          - {name: proxy, image: registry.example/proxy:2}
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
          - {name: app, image: registry.example/app:1.4}
          - {name: proxy, image: registry.example/proxy:2}
    `,
  },
  {
    title: 'Said by one of two',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: RuntimeDefault}}
          - {name: proxy, image: registry.example/proxy:2}
                   ^^^^^ The container proxy is not held to a seccomp profile: none is set.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: RuntimeDefault}}
          - {name: proxy, image: registry.example/proxy:2, securityContext: {seccompProfile: {type: RuntimeDefault}}}
    `,
  },
  {
    title: 'Switched off',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {seccompProfile: {type: Unconfined}}
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
        securityContext: {seccompProfile: {type: RuntimeDefault}}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seccompProfile: {type: RuntimeDefault}}
    `,
  },
  {
    title: 'Said for the pod, and a pod of Windows, where it means nothing',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {seccompProfile: {type: RuntimeDefault}}
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
