import { called, defineRule, effective, type Example, pods, replaceValue, choice, text } from '#core';

export default defineRule({
  id: 'workload/no-container-administrator',
  summary: 'A container of Windows should not run as its administrator.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/'],
  docs: {
    why: `
      The account ContainerAdministrator may change everything in the container, and reaches more of the node through volumes than other accounts.`,
    fix: `
      Set \`runAsUserName\` to ContainerUser.`,
    ignore: `
      A program that has to install or configure something in its container.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const { value, at } = effective(pod, container, 'string', 'windowsOptions', 'runAsUserName');
        if (!value || !/^(?:\.\\)?ContainerAdministrator$/i.test(value)) continue;
        yield {
          at: { place: at.place, name: `${container.name} runAsUserName` },
          message: `The ${called(container)} runs as the administrator of Windows.`,
          fixes: [choice('Use ContainerUser', replaceValue(at, 'ContainerUser'))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The administrator',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        securityContext: {windowsOptions: {runAsUserName: ContainerAdministrator}}
                                                          ^^^^^^^^^^^^^^^^^^^^^^ The container app runs as the administrator of Windows.
        containers:
          - {name: app, image: 'registry.example/app:1.4'}
          - {name: web, image: 'registry.example/web:1', securityContext: {windowsOptions: {runAsUserName: ContainerUser}}}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
        containers:
          - {name: app, image: 'registry.example/app:1.4'}
          - {name: web, image: 'registry.example/web:1', securityContext: {windowsOptions: {runAsUserName: ContainerUser}}}
    `,
  },
  {
    title: 'Another user',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
