import {
  choice,
  type Container,
  called,
  containerField,
  defineRule,
  type Example,
  listField,
  podField,
  pods,
  type PodSpec,
  removeEntry,
  removeValue,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'pod-security/no-root-group',
  summary: 'A container must not be told to run with the group of root.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0116'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      Much on a node, and in most images, may be read or written by the group 0. A process with that group has those
      files, although it does not run as root.`,
    fix: 'Name another group, or none.',
    ignore: 'Images made for any user of the group 0, as OpenShift wants them.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const key of ['runAsGroup', 'fsGroup']) {
        const { value, at } = podField(pod, 'number', 'securityContext', key);
        if (value === 0) yield problemAt(at, key, 'The pod');
      }
      const groups = listField(pod, pod.at('securityContext'), 'supplementalGroups');
      for (const group of groups.items) {
        if (group.asNumber() !== 0) continue;
        yield {
          at: group,
          message: 'The pod has the group of root: supplementalGroups has 0.',
          fixes: [choice('Remove the group', removeEntry(groups.at, group))],
        };
      }
      for (const container of pod.containers) yield* groupOf(pod, container);
    }
  },
});

function* groupOf(pod: PodSpec, container: Container) {
  const { value, at } = containerField(pod, container, 'number', 'securityContext', 'runAsGroup');
  if (value === 0) yield problemAt(at, 'runAsGroup', `The ${called(container)}`);
}

const problemAt = (at: Value, key: string, who: string) => ({
  at,
  message: `${who} has the group of root: ${key} is 0.`,
  fixes: [choice(`Remove ${key}`, removeValue(at))],
});

export const examples = (): readonly Example[] => [
  {
    title: 'For the pod, its files, and a container',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          runAsGroup: 0
                      ^ The pod has the group of root: runAsGroup is 0.
          fsGroup: 0
                   ^ The pod has the group of root: fsGroup is 0.
          supplementalGroups: [1000, 0]
                                     ^ The pod has the group of root: supplementalGroups has 0.
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsGroup: 0, runAsUser: 1000}
                                          ^ The container app has the group of root: runAsGroup is 0.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          supplementalGroups: [1000]
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 1000}
    `,
  },
  {
    title: 'Other groups',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsGroup: 1000, fsGroup: 1000, supplementalGroups: [2000]}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
