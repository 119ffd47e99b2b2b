import { called, defineRule, type Example, listField, pods, type PodSpec, text } from '#core';

const LOWEST = 'net.ipv4.ip_unprivileged_port_start';

export default defineRule({
  id: 'pod-security/no-privileged-ports',
  summary: 'A container must listen on ports that need no privilege.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0117'], 'kube-linter': ['privileged-ports'] },
  links: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/services-networking/service/',
  ],
  docs: {
    why: `
      To listen below 1024 a program needs root or the capability \`NET_BIND_SERVICE\`, unless the runtime lowers the
      limit. The port is often the only reason why it runs as root.`,
    fix: `
      Listen on a port from 1024 up; the Service may keep its number and point \`targetPort\` there.`,
    ignore: `
      A runtime that lowers \`net.ipv4.ip_unprivileged_port_start\`, as containerd and CRI-O can.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const lowest = lowestPort(pod);
      for (const container of pod.containers) {
        for (const entry of listField(pod, container.value, 'ports').items) {
          const port = entry.at('containerPort').asNumber();
          if (port === undefined || port <= 0 || port >= lowest) continue;
          yield {
            at: entry.at('containerPort'),
            message: `The ${called(container)} listens on port ${port}, which needs a privilege unless the runtime lowers the limit.`,
          };
        }
      }
    }
  },
});

/** The first port that needs none, by the pod's own sysctls; 0 where they cannot be told. */
function lowestPort(pod: PodSpec): number {
  const { items, isCertain } = listField(pod, pod.at(), 'securityContext', 'sysctls');
  if (!isCertain) return 0;
  const value = items.find(it => it.at('name').asString()?.replaceAll('/', '.') === LOWEST)?.at('value');
  const lowest = Number(value?.asString() ?? 0);
  return value === undefined ? 1024 : Number.isNaN(lowest) ? 0 : Math.min(lowest, 1024);
}

export const examples = (): readonly Example[] => [
  {
    title: 'A port that needs a privilege',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports:
              - containerPort: 80
                               ^^ The container app listens on port 80, which needs a privilege unless the runtime lowers the limit.
              - containerPort: 8080
    `,
  },
  {
    title: 'Ports that need none, by their number or by what the pod says',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{containerPort: 1024}, {containerPort: "80"}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "80"}]
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{containerPort: 80}]
    `,
  },
];
