import { defineRule, type Example, pods, text, weakSwitches } from '#core';

export default defineRule({
  id: 'workload/no-open-debugger',
  summary: 'A program must not listen to debuggers from elsewhere.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  docs: {
    why: `
      A debugger does in a program what it likes, and asks for no password: whoever reaches the port has the program, its Secrets and its token.`,
    fix: `
      Remove it from what is deployed, or have it listen on 127.0.0.1 and use \`kubectl port-forward\`.`,
    ignore: `
      A cluster on the machine of a developer.`,
  },

  on: pods,

  check: weakSwitches('debugger'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two of them',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [node, '--inspect=0.0.0.0:9229', app.js]
                            ^^^^^^^^^^^^^^^^^^^^^^^^ The container app lets whoever reaches it run code in Node.js, through the inspector.
          - name: job
            image: registry.example/job:2
            env:
              - name: JAVA_TOOL_OPTIONS
                value: -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container job lets whoever reaches it run code in Java, through the debugger.
    `,
  },
  {
    title: 'Turned off',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [node, --inspect, app.js]
          - name: job
            image: registry.example/job:2
            env:
              - name: JAVA_TOOL_OPTIONS
                value: -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:5005
    `,
  },
];
