import {
  called,
  choice,
  type Container,
  defineRule,
  type Example,
  hostPathsOf,
  pods,
  type Proposal,
  replaceValue,
  runsNodeProgram,
  setKey,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'pod-security/no-writable-host-paths',
  summary: 'A container must mount paths of its node read-only.',
  severity: 'warning',
  profiles: [],
  controls: { kubescape: ['C-0045'], 'kube-linter': ['writable-host-mount'] },
  links: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  docs: {
    why: `
      What a container writes to a path of the node stays there, outlives the pod, and is read by other programs of the
      node. Writing is how most ways from a mount to the node begin.`,
    fix: `
      Set \`readOnly: true\` on the mount.`,
    ignore: 'An agent whose purpose is to write there, such as an installer of network plugins.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const paths = new Map(hostPathsOf(pod).map(it => [it.volume, it.path]));
      for (const container of pod.containers) {
        for (const mount of writableMounts(container)) {
          const path = paths.get(mount.at('name').asString());
          if (path === undefined) continue;
          yield {
            at: { place: mount.at('name').place, name: `${container.name} ${mount.at('mountPath').asString() ?? ''}` },
            message: `The ${called(container)} can write to ${path} of the node.`,
            fixes: runsNodeProgram(pod, container) ? [] : [mountReadOnly(mount)],
          };
        }
      }
    }
  },
});

const writableMounts = (container: Container): readonly Value[] =>
  container
    .at('volumeMounts')
    .items()
    .filter(it => it.at('name').type === 'string' && (it.lacks('readOnly') || it.at('readOnly').asBoolean() === false));

function mountReadOnly(mount: Value): Proposal {
  const readOnly = mount.at('readOnly');
  return choice('Mount it read-only', readOnly.exists ? replaceValue(readOnly, true) : setKey(mount, 'readOnly', true));
}

export const examples = (): readonly Example[] => [
  {
    title: 'Mounts that can be written',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: data, hostPath: {path: /srv/data}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - name: data
                      ^^^^ The container app can write to /srv/data of the node.
                mountPath: /data
              - {name: data, mountPath: /other, readOnly: false}
                       ^^^^ The container app can write to /srv/data of the node.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: data, hostPath: {path: /srv/data}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - name: data
                mountPath: /data
                readOnly: true
              - {name: data, mountPath: /other, readOnly: true}
    `,
  },
  {
    title: 'Read-only, and volumes of other kinds',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: data, hostPath: {path: /srv/data}}
          - {name: scratch, emptyDir: {}}
        containers:
          - name: app
            image: registry.example/app:1.4
            volumeMounts:
              - {name: data, mountPath: /data, readOnly: true}
              - {name: scratch, mountPath: /tmp}
    `,
  },
];
