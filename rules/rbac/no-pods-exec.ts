import { defineRoleRule, type Example, reachOf, resource, resourceProblems, streamVerbs, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-pods-exec',
  summary: 'A role must not allow running commands in Pods.',
  severity: 'warning',
  profiles: ['recommended', 'nsa'],
  controls: { checkov: ['CKV2_K8S_2'], trivy: ['KSV-0053'], kubescape: ['C-0002'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/'],
  docs: {
    why: `
      A command in a container has everything that the container has: its mounted Secrets, the token of its service account, its place
      in the network. Whoever may run commands in all Pods has the rights of all of them, and no review sees what was done.`,
    fix: 'Take `pods/exec` out of roles that machines hold; give it to people by name, for a time, in the namespace they look after.',
    ignore: 'A role for debugging that is bound only when it is needed, or an operator that works through commands.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role, { kubernetesVersion }) {
    const access = { group: '', resources: ['pods/exec'], verbs: streamVerbs(kubernetesVersion) };
    yield* resourceProblems(role, access, () => `Holders can run commands in every Pod ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A deployer who may also open a shell',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [pods, pods/log, pods/exec]
                                      ^^^^^^^^^ Holders can run commands in every Pod in the namespace shop: create on pods/exec is allowed.
          verbs: [get, create]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [pods, pods/log]
          verbs: [get, create]
    `,
  },
  {
    title: 'The exec of every resource, with every verb',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: shell}
      rules:
        - {apiGroups: ["*"], resources: ["*/exec"], verbs: ["*"]}
                                         ^^^^^^^^ Holders can run commands in every Pod where this role is bound: every verb on */exec is allowed.
    `,
  },
  {
    title: 'Logs only, one Pod by name, and a pattern that matches nothing',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, create]}
        - {apiGroups: [""], resources: [pods/exec], verbs: [create], resourceNames: [database-0]}
        - {apiGroups: [""], resources: ["pods/*"], verbs: [create]}
    `,
  },
  {
    title: 'Getting is enough before 1.35, over a WebSocket',
    file: 'role.yaml',
    kubernetesVersion: '1.34',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [pods/exec], verbs: [get]}
                                        ^^^^^^^^^ Holders can run commands in every Pod in the role's namespace: get on pods/exec is allowed.
    `,
  },
  {
    title: 'Getting does nothing any more',
    file: 'role.yaml',
    kubernetesVersion: '1.35',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [pods/exec], verbs: [get]}
    `,
  },
];
