import { called, type Container, defineRule, type Example, listField, pods, type PodSpec, text } from '#core';

export default defineRule({
  id: 'workload/no-undeclared-probe-port',
  summary: 'A probe must ask a port that its container has.',
  severity: 'warning',
  profiles: [],
  controls: { 'kube-linter': ['liveness-port', 'readiness-port', 'startup-port'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  docs: {
    why: `
      A probe of a port by a name that the container does not have fails each time: the container never gets requests, or is started again and again.`,
    fix: `
      Name a port of this container, or write its number.`,
    ignore: `
      There is nothing to ignore: the probe fails.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const names = namesOf(pod, container);
        if (!names) continue;
        for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
          for (const how of ['httpGet', 'tcpSocket']) {
            const at = container.at(probe, how, 'port');
            // A number in quotes counts as a number.
            const name = at.type === 'string' ? at.asString()! : '';
            if (!name || /^\d+$/.test(name) || names.includes(name)) continue;
            yield { at, message: `The ${called(container)} has no port ${name}: this probe always fails.` };
          }
        }
      }
    }
  },
});

/** The names of its ports; undefined where they cannot all be seen. */
function namesOf(pod: PodSpec, container: Container): readonly (string | undefined)[] | undefined {
  const { items, isCertain } = listField(pod, container.value, 'ports');
  const names = items.map(it => it.at('name'));
  return pod.isWhole && isCertain && !names.some(it => it.type === 'unknown') ? names.map(it => it.asString()) : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'A name that was misspelt',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{name: http, containerPort: 8080}]
            livenessProbe: {httpGet: {path: /, port: htpp}}
                                                     ^^^^ The container app has no port htpp: this probe always fails.
    `,
  },
  {
    title: 'A name, and numbers',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{name: http, containerPort: 8080}]
            livenessProbe: {httpGet: {path: /, port: http}}
            readinessProbe: {tcpSocket: {port: 9090}}
            startupProbe: {tcpSocket: {port: "9090"}}
    `,
  },
];
