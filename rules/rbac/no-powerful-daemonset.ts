import { defineRule, type Example, podOf, type Resource, resource, subjectInWords, text } from '#core';

export default defineRule({
  id: 'rbac/no-powerful-daemonset',
  summary: 'A DaemonSet should not run with a token that leads to the rights of others.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#hardening',
    'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  ],
  docs: {
    why: `
      A copy of the token lies on every node. Whoever breaks into any one of them, by whatever way, does what the role allows
      in the whole cluster.`,
    fix: `
      Let a Deployment do the part that needs the right, and give the Pods on the nodes only what they read about their own
      node.`,
    ignore: 'A driver or agent that has no other way, on nodes that you trust alike.',
  },

  on: resource('apps', 'DaemonSet'),
  needs: 'grants',

  *check(workload, { grants }) {
    if (!isEverywhere(workload)) return;
    const running = grants.running(workload);
    const power = running?.powers.find(it => it.grade === 'takeover');
    if (!running || !power) return;
    yield {
      at: podOf(workload)!.at,
      message: `Every node holds the token of ${subjectInWords(running.account)}, which can ${power.does} in the whole cluster.`,
      related: running.through.map(it => ({ place: it.place, message: `Through ${it.binding}.` })),
    };
  },
});

/** Whether its Pods run on every node: what chooses nodes may leave only those of the control plane. */
function isEverywhere(workload: Resource): boolean {
  const spec = podOf(workload)?.spec;
  if (!spec) return false;
  const chosen = spec.at('nodeSelector');
  const isChosen = !chosen.isClosed || chosen.entries().some(([key]) => key !== 'kubernetes.io/os');
  return !isChosen && (spec.lacks('affinity') || spec.at('affinity').lacks('nodeAffinity'));
}

export const examples = (): readonly Example[] => [
  {
    title: 'Reading Secrets everywhere',
    file: 'agent.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: agent}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
        - {kind: ServiceAccount, name: agent, namespace: monitoring}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent, namespace: monitoring}
      spec:
        template:
          spec:
            serviceAccountName: agent
                                ^^^^^ Every node holds the token of the service account monitoring/agent, which can read every Secret in the whole cluster.
    `,
  },
  {
    title: 'Reading Pods and nodes',
    file: 'agent.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [pods, nodes], verbs: [get, list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: agent}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
        - {kind: ServiceAccount, name: agent, namespace: monitoring}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent, namespace: monitoring}
      spec:
        template:
          spec:
            serviceAccountName: agent
    `,
  },
  {
    title: 'On the nodes of the control plane only',
    file: 'agent.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: cloud}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
        - {kind: ServiceAccount, name: cloud, namespace: cloud}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: cloud, namespace: cloud}
      spec:
        template:
          spec:
            serviceAccountName: cloud
            nodeSelector: {node-role.kubernetes.io/control-plane: ""}
    `,
  },
];
