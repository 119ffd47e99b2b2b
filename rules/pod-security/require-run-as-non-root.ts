import { defineRule, type Example, pods, refusing, runAsNonRoot, text } from '#core';

export default defineRule({
  id: 'pod-security/require-run-as-non-root',
  summary: 'A container must be kept from running as root.',
  severity: 'warning',
  profiles: ['cis', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.7'],
    pss: ['restricted', 'restricted/run-as-non-root'],
    checkov: ['CKV_K8S_23'],
    trivy: ['KSV-0012'],
    kubescape: ['C-0013'],
    'kube-linter': ['run-as-non-root'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  docs: {
    why: `
      Root in a container is root on the node, as far as nothing else keeps them apart. Most ways out of a container
      begin with it. With \`runAsNonRoot: true\` the kubelet refuses to start an image that would run as root.`,
    fix: `
      Set \`runAsNonRoot: true\` for the pod, and use an image whose user is a number other than 0, or name one with
      \`runAsUser\`: the kubelet refuses to start an image whose user is root, and one whose user has a name, as a name does
      not tell. What images say is not in the file, so where no \`runAsUser\` stands the fix is left to you. Since Kubernetes 1.35 a pod in a user namespace (\`hostUsers: false\`) need not say it.`,
    ignore: 'An image that starts as root and gives it up by itself, until there is a better one.',
  },

  on: pods,

  check: refusing(runAsNonRoot),
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
      ^^^^ The containers of the pod are not kept from running as root: runAsNonRoot is not set.
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
          runAsNonRoot: true
        containers:
          - {name: app, image: registry.example/app:1.4}
          - {name: proxy, image: registry.example/proxy:2}
    `,
  },
  {
    title: 'Said by one of three, one of which has a user by number',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsNonRoot: true}
          - {name: proxy, image: registry.example/proxy:2}
                   ^^^^^ The container proxy is not kept from running as root: runAsNonRoot is not set.
          - {name: cache, image: registry.example/cache:7, securityContext: {runAsUser: 20001}}
                                                           ^^^^^^^^^^^^^^^ The container cache does not set runAsNonRoot, which the restricted level requires whatever runAsUser says.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsNonRoot: true}
          - {name: proxy, image: registry.example/proxy:2, securityContext: {runAsNonRoot: true}}
          - {name: cache, image: registry.example/cache:7, securityContext: {runAsNonRoot: true, runAsUser: 20001}}
    `,
  },
  {
    title: 'Said to be false',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: false}
                                        ^^^^^ Containers of the pod may run as root: runAsNonRoot is false.
        containers:
          - {name: app, image: registry.example/app:1.4, securityContext: {runAsNonRoot: false}}
                                                                                         ^^^^^ The container app may run as root: runAsNonRoot is false.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - {name: app, image: registry.example/app:1.4, securityContext: {runAsNonRoot: true}}
    `,
  },
  {
    title: 'A container that is told to be root, and so cannot be kept from it',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
      ^^^^ The container app is not kept from running as root: runAsNonRoot is not set.
        containers:
          - {name: app, image: registry.example/app:1.4, securityContext: {runAsUser: 0}}
    `,
  },
  {
    title: 'Said for the pod, and a pod in a user namespace',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostUsers: false
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
