import {
  called,
  choice,
  type Container,
  defineRule,
  type Example,
  listField,
  pods,
  type PodSpec,
  replaceValue,
  runsNodeProgram,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'pod-security/no-bidirectional-mounts',
  summary: 'A container must not mount anything into its node.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation'],
  docs: {
    why: `
      What a container mounts below a \`Bidirectional\` mount appears on the node, and in every container that mounts the
      same path: a file system of its choosing, over files that others trust.`,
    fix: `
      Use \`HostToContainer\`, which shows the mounts of the node to the container, or leave it out. A driver needs it below
      the directory of the kubelet, where it mounts the volumes of other pods.`,
    ignore: 'A driver for storage, whose purpose that is.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        for (const mount of listField(pod, container.value, 'volumeMounts').items) {
          const at = mount.at('mountPropagation');
          if (at.asString() !== 'Bidirectional') continue;
          yield {
            at,
            message: `What the ${called(container)} mounts here appears on the node.`,
            fixes: isNeeded(pod, container, mount)
              ? []
              : [choice('Show it the mounts of the node only', replaceValue(at, 'HostToContainer'))],
          };
        }
      }
    }
  },
});

/** What a driver mounts below the directory of the kubelet are volumes of other pods, which would find nothing there. */
function isNeeded(pod: PodSpec, container: Container, mount: Value): boolean {
  const volume = pod.volumes.find(it => it.at('name').asString() === mount.at('name').asString());
  return /\/kubelet(?:\/|$)/.test(volume?.at('hostPath', 'path').asString() ?? '') || runsNodeProgram(pod, container);
}

export const examples = (): readonly Example[] => [
  {
    title: 'Both ways',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: data, hostPath: {path: /data}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - name: data
                mountPath: /data
                mountPropagation: Bidirectional
                                  ^^^^^^^^^^^^^ What the container app mounts here appears on the node.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: data, hostPath: {path: /data}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - name: data
                mountPath: /data
                mountPropagation: HostToContainer
    `,
  },
  {
    title: 'A driver, which mounts the volumes of other pods',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: driver}
      spec:
        volumes:
          - {name: pods, hostPath: {path: /var/lib/kubelet/pods}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts: [{name: pods, mountPath: /pods, mountPropagation: Bidirectional}]
                                                                            ^^^^^^^^^^^^^ What the container app mounts here appears on the node.
    `,
  },
  {
    title: 'One way',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: pods, hostPath: {path: /var/lib/kubelet/pods}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - {name: pods, mountPath: /a, mountPropagation: HostToContainer}
              - {name: pods, mountPath: /b}
    `,
  },
];
