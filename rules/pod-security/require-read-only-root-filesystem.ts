import {
  atContainer,
  called,
  choice,
  containerCause,
  containerField,
  defineRule,
  type Example,
  isWindows,
  pods,
  replaceValue,
  setInContainer,
  text,
} from '#core';

export default defineRule({
  id: 'pod-security/require-read-only-root-filesystem',
  summary: 'The root file system of a container must be read-only.',
  severity: 'info',
  profiles: ['nsa'],
  controls: { checkov: ['CKV_K8S_22'], trivy: ['KSV-0014'], kubescape: ['C-0017'], 'kube-linter': ['no-read-only-root-fs'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      Whoever breaks into a container that can write to its own files puts tools there, and changes the program that
      runs. Where nothing can be written there is nowhere to put them.`,
    fix: `
      Set \`readOnlyRootFilesystem: true\`, and mount an \`emptyDir\` where the program writes, often \`/tmp\`.`,
    ignore: 'A program that writes in many places of its image.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      // Windows has no such thing.
      if (isWindows(pod)) continue;
      for (const container of pod.containers) {
        const { value, at, isCertain } = containerField(pod, container, 'boolean', 'securityContext', 'readOnlyRootFilesystem');
        if (!isCertain || value === true) continue;
        const edit = value === false ? replaceValue(at, true) : setInContainer(container, 'readOnlyRootFilesystem', true);
        yield {
          at: value === false ? at : atContainer(container, 'readOnlyRootFilesystem'),
          ...(value === undefined && { cause: containerCause(pod, container) }),
          message: `The ${called(container)} can write to its root file system.`,
          fixes: [choice('Make the root file system read-only', edit)],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Not said, and said to be false',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
                  ^^^ The container app can write to its root file system.
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            securityContext:
              readOnlyRootFilesystem: false
                                      ^^^^^ The container proxy can write to its root file system.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext:
              readOnlyRootFilesystem: true
          - name: proxy
            image: registry.example/proxy:2
            securityContext:
              readOnlyRootFilesystem: true
    `,
  },
  {
    title: 'Read-only, and Windows',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {readOnlyRootFilesystem: true}
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
];
