import {
  choice,
  type Container,
  called,
  containerField,
  effective,
  defineRule,
  type Example,
  listField,
  podField,
  pods,
  type PodSpec,
  type Problem,
  type Proposal,
  removeEntry,
  removeValue,
  replaceValue,
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
    fix: `
      Name another group. Without \`runAsGroup\` a process has the group that its image gives its user, and where that
      gives none, it is the group 0 again.`,
    ignore: 'Images made for any user of the group 0, as OpenShift wants them.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const ofPod = podField(pod, 'number', 'securityContext', 'runAsGroup');
      if (ofPod.value === 0) {
        yield {
          at: ofPod.at,
          message: 'Containers of the pod that name no group have the group of root: runAsGroup is 0.',
          fixes: likeUser(ofPod.at, podField(pod, 'number', 'securityContext', 'runAsUser').value),
        };
      }
      const ofFiles = podField(pod, 'number', 'securityContext', 'fsGroup');
      if (ofFiles.value === 0) {
        yield {
          at: ofFiles.at,
          message: 'The pod has the group of root: fsGroup is 0.',
          fixes: [choice('Remove fsGroup', removeValue(ofFiles.at))],
        };
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

function* groupOf(pod: PodSpec, container: Container): Iterable<Problem> {
  const { value, at } = containerField(pod, container, 'number', 'securityContext', 'runAsGroup');
  if (value !== 0) return;
  const message = `The ${called(container)} has the group of root: runAsGroup is 0.`;
  yield { at, message, fixes: likeUser(at, effective(pod, container, 'number', 'runAsUser').value) };
}

/** The field is not removed: a user that the image does not know has the group 0 then. */
const likeUser = (at: Value, user: number | undefined): Proposal[] =>
  user ? [choice(`Set runAsGroup to ${user}, as runAsUser`, replaceValue(at, user))] : [];

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
                      ^ Containers of the pod that name no group have the group of root: runAsGroup is 0.
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
          runAsGroup: 0
          supplementalGroups: [1000]
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsGroup: 1000, runAsUser: 1000}
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
