import { defineRoleRule, type Example, reachOf, resource, resourceProblems, streamVerbs, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-pods-portforward',
  summary: 'A role should not allow forwarding ports of Pods.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0063'] },
  links: ['https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/'],
  docs: {
    why: `
      A forwarded port is opened by the kubelet inside of the Pod: it reaches what listens on localhost only, such as a debugger or a
      sidecar without a password, and no network policy sees it.`,
    fix: 'Take `pods/portforward` out of roles that machines hold; expose what people need by a Service.',
    ignore: 'Developers who debug their own Pods in a namespace of their own.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role, { kubernetesVersion }) {
    const access = { group: '', resources: ['pods/portforward'], verbs: streamVerbs(kubernetesVersion) };
    yield* resourceProblems(role, access, () => `Holders can connect to every port of every Pod ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A role that forwards ports',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: developer}
      rules:
        - apiGroups: [""]
          resources: ["pods", "pods/portforward"]
                              ^^^^^^^^^^^^^^^^^^ Holders can connect to every port of every Pod where this role is bound: create on pods/portforward is allowed.
          verbs: ["get", "create"]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: developer}
      rules:
        - apiGroups: [""]
          resources: ["pods"]
          verbs: ["get", "create"]
    `,
  },
  {
    title: 'Pods without their ports',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: developer}
      rules:
        - {apiGroups: [""], resources: [pods, services], verbs: [get, list]}
    `,
  },
];
