import {
  atContainer,
  atPod,
  called,
  type Container,
  containerCause,
  defineRule,
  type Example,
  isGiven,
  podCause,
  pods,
  type PodSpec,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'pod-security/require-security-context',
  summary: 'A container must have a security context, of its own or of its pod.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.6.3'], checkov: ['CKV_K8S_29', 'CKV_K8S_30'], trivy: ['KSV-0118'], kubescape: ['C-0211'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      Without a security context everything is left to the image and to the container runtime: the container runs as
      whoever the image says, mostly root, with a dozen capabilities and any system call.`,
    fix: `
      Say for the pod who runs it (\`runAsNonRoot\`) and under which seccomp profile, and for each container what it
      drops. The other rules of this area say which fields matter.`,
    ignore: 'A cluster whose admission fills in security contexts.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      if (!lacksContext(pod, pod.at())) continue;
      const open = pod.containers.filter(it => lacksContext(pod, it.value));
      if (open.length && open.length === pod.containers.length)
        yield {
          at: atPod(pod, 'securityContext'),
          cause: podCause(pod),
          message: 'Neither the pod nor its containers have a security context.',
        };
      else yield* open.map(it => problemOf(pod, it));
    }
  },
});

/** None, or an empty one. */
const lacksContext = (pod: PodSpec, from: Value): boolean => {
  const context = from.at('securityContext');
  return (
    pod.isWhole &&
    (isGiven(pod, from, 'securityContext') === false || (context.type === 'mapping' && context.isClosed && !context.entries().length))
  );
};

const problemOf = (pod: PodSpec, container: Container) => ({
  at: atContainer(container, 'securityContext'),
  cause: containerCause(pod, container),
  message: `Neither the ${called(container)} nor its pod has a security context.`,
});

export const examples = (): readonly Example[] => [
  {
    title: 'None, and an empty one',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {}
        ^^^^^^^^^^^^^^^ Neither the pod nor its containers have a security context.
        containers:
          - name: app
            image: registry.example/app:1.4
          - name: proxy
            image: registry.example/proxy:2
            securityContext: {}
    `,
  },
  {
    title: 'One of two containers',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {privileged: false}
          - name: proxy
                  ^^^^^ Neither the container proxy nor its pod has a security context.
            image: registry.example/proxy:2
    `,
  },
  {
    title: 'One for the pod',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
