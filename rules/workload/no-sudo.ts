import { called, commandWords, defineRule, type Container, effective, type Example, pods, type PodSpec, rootBySudoIn, text } from '#core';

export default defineRule({
  id: 'workload/no-sudo',
  summary: 'A container must not become root by sudo.',
  severity: 'warning',
  profiles: [],
  controls: { kubescape: ['C-0062'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      An image in which \`sudo\` works lets every process become root, also one that somebody has broken into: running the
      program as another user keeps nobody from anything.`,
    fix: 'Do in the image, or in an init container, what needs root, and set `allowPrivilegeEscalation: false`.',
    ignore: 'An image that others make, until there is a better one.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        if (isRoot(pod, container)) continue;
        for (const { at } of rootBySudoIn(container)) {
          yield { at, message: `The ${called(container)} becomes root by sudo.` };
        }
      }
    }
  },
});

/** Whether it is root anyway. `nsenter` needs that, and a `sudo` behind it is the one of the node. */
const isRoot = (pod: PodSpec, container: Container): boolean =>
  effective(pod, container, 'number', 'runAsUser').value === 0 || commandWords(container).some(it => /^(?:\S*\/)?nsenter$/.test(it.text));

export const examples = (): readonly Example[] => [
  {
    title: 'The program, and a script',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sudo, -E, app]
                      ^^^^ The container app becomes root by sudo.
          - name: job
            image: registry.example/job:2
            command: [sh, -c, 'cd /data && sudo chown app . ; exec job']
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container job becomes root by sudo.
    `,
  },
  {
    title: 'A word among others',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sh, -c, 'echo no sudo here; app --user sudo']
            args: [sudo]
    `,
  },
  {
    title: 'Another user than root, and root by name',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sudo, -E, -u, app, run]
          - name: db
            image: registry.example/db:2
            command: [sh, -c, 'sudo -Hu postgres psql -l; exec sudo --user=$OWNER serve']
          - name: job
            image: registry.example/job:2
            command: [sh, -c, 'sudo -u app prepare && sudo -u root chown app .']
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container job becomes root by sudo.
    `,
  },
  {
    title: 'Root already',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sudo, app]
            securityContext: {runAsUser: 0}
          - name: node
            image: alpine:3.20
            command: [nsenter, --mount=/proc/1/ns/mnt, --, bash, -c, sudo apt-get update]
    `,
  },
];
