import { called, defineRule, type Example, listField, pods, text } from '#core';

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
      for (const container of pod.containers) {
        for (const entry of listField(pod, container.value, 'ports').items) {
          const port = entry.at('containerPort').asNumber();
          if (port !== undefined && port > 0 && port < 1024)
            yield { at: entry.at('containerPort'), message: `The ${called(container)} listens on port ${port}, which needs a privilege.` };
        }
      }
    }
  },
});

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
                               ^^ The container app listens on port 80, which needs a privilege.
              - containerPort: 8080
    `,
  },
  {
    title: 'Ports that need none',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{containerPort: 1024}, {containerPort: "80"}]
    `,
  },
];
