import { called, defineRule, type Example, listField, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-ssh-port',
  summary: 'A container must not listen for SSH.',
  severity: 'info',
  profiles: [],
  controls: { mitre: ['T1021.004'], kubescape: ['C-0042'], 'kube-linter': ['ssh-port'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/'],
  docs: {
    why: `
      Whoever has the key gets a shell in the container, past the API server: nobody asks RBAC, and no audit log tells.`,
    fix: `
      Remove the SSH server from the image, and use \`kubectl exec\`.`,
    ignore: `
      A Git server, or a gateway whose purpose is SSH.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        for (const port of listField(pod, container.value, 'ports').items) {
          const at = port.at('containerPort');
          const isTcp = (port.at('protocol').asString() ?? 'TCP') === 'TCP';
          const number = at.type === 'number' ? at.asNumber() : undefined;
          const isSsh = number === 22 || /(?:^|-)sshd?(?:-(?:port|tcp|\d+))?$/.test(port.at('name').asString() ?? '');
          if (number === undefined || !isSsh || !isTcp) continue;
          yield { at, message: `The ${called(container)} listens for SSH.` };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'By number, and by name',
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
              - {containerPort: 22}
                                ^^ The container app listens for SSH.
              - {containerPort: 2222, name: git-ssh}
                                ^^^^ The container app listens for SSH.
    `,
  },
  {
    title: 'Other ports, and one of numbers about SSH',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports:
              - {containerPort: 2222, name: http}
              - {containerPort: 9312, name: ssh-metrics}
              - {containerPort: 22, protocol: UDP}
    `,
  },
];
