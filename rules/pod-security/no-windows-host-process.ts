import { defineRule, type Example, pods, refusing, windowsHostProcess, text } from '#core';

export default defineRule({
  id: 'pod-security/no-windows-host-process',
  summary: 'A container must not run as a process of its Windows node.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'pss-baseline', 'pss-restricted'],
  controls: { 'cis-1.12': ['5.2.10'], pss: ['baseline', 'baseline/windows-host-process'], trivy: ['KSV-0103'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
  ],
  docs: {
    why: `
      A HostProcess container is no container: it is a program on the node, with its network, its files and the account
      that the pod names. It is what \`privileged\` is on Linux.`,
    fix: `
      Set \`hostProcess: false\`, and run the program in an ordinary Windows container.`,
    ignore: 'A program that manages the node: a network plugin, a driver. Keep it in a namespace of its own.',
  },

  on: pods,

  check: refusing(windowsHostProcess),
});

export const examples = (): readonly Example[] => [
  {
    title: 'For the pod and for a container',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        hostNetwork: true
        securityContext: {windowsOptions: {hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM"}}
                                                        ^^^^ The pod runs as a process of the Windows node itself.
        containers:
          - name: agent
            image: registry.example/agent:1
            securityContext: {windowsOptions: {hostProcess: true}}
                                                            ^^^^ The container agent runs as a process of the Windows node itself.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        hostNetwork: true
        securityContext: {windowsOptions: {hostProcess: false, runAsUserName: "NT AUTHORITY\\SYSTEM"}}
        containers:
          - name: agent
            image: registry.example/agent:1
            securityContext: {windowsOptions: {hostProcess: false}}
    `,
  },
  {
    title: 'An ordinary container',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        securityContext: {windowsOptions: {hostProcess: false}}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];
