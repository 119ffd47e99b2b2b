import { defineRoleRule, type Example, reachOf, resource, resourceProblems, streamVerbs, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-pods-attach',
  summary: 'A role must not allow attaching to the processes of Pods.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0054'] },
  links: ['https://kubernetes.io/docs/reference/kubectl/generated/kubectl_attach/'],
  docs: {
    why: `
      Attaching reads what the main process of a container prints and, where the container keeps it open, writes to its standard input.
      Where that process is a shell or a console, this is running commands, with the rights and Secrets of the container.`,
    fix: 'Take `pods/attach` out of the rule; reading output needs only `get` on `pods/log`.',
    ignore: 'A role for debugging that is bound only when it is needed, or a controller that runs jobs through their input.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role, { kubernetesVersion }) {
    const access = { group: '', resources: ['pods/attach'], verbs: streamVerbs(kubernetesVersion) };
    yield* resourceProblems(role, access, () => `Holders can attach to the processes of every Pod ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A runner that attaches to its jobs',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: runner, namespace: ci}
      rules:
        - apiGroups: [""]
          resources: [pods, pods/attach]
                            ^^^^^^^^^^^ Holders can attach to the processes of every Pod in the namespace ci: create on pods/attach is allowed.
          verbs: [get, create]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: runner, namespace: ci}
      rules:
        - apiGroups: [""]
          resources: [pods]
          verbs: [get, create]
    `,
  },
  {
    title: 'Logs only',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: runner}
      rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, create]}
    `,
  },
];
