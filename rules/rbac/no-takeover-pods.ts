import { defineRule, type Example, podOf, startsPods, subjectInWords, text } from '#core';

export default defineRule({
  id: 'rbac/no-takeover-pods',
  summary: 'Pods should not run with a token that leads to the rights of others.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0267'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  docs: {
    why: `
      The token lies in a file of every container of the Pod. Whoever breaks into one of them does what the role allows, in
      the whole cluster.`,
    fix: 'Narrow the role, or bind it by RoleBindings in the namespaces that are meant.',
    ignore: 'A controller whose purpose needs it.',
  },

  on: startsPods,
  needs: 'grants',

  *check(workload, { grants }) {
    const running = grants.running(workload);
    const power = running?.powers.find(it => it.grade === 'takeover');
    if (!running || !power || workload.kind === 'DaemonSet') return;
    yield {
      at: podOf(workload)!.at,
      message: `These Pods hold the token of ${subjectInWords(running.account)}, which can ${power.does} in the whole cluster.`,
      related: running.through.map(it => ({ place: it.place, message: `Through ${it.binding}.` })),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Reading Secrets everywhere',
    file: 'web.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: web}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
        - {kind: ServiceAccount, name: web, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          spec:
            serviceAccountName: web
                                ^^^ These Pods hold the token of the service account shop/web, which can read every Secret in the whole cluster.
    `,
  },
  {
    title: 'In one namespace',
    file: 'web.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: web, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
        - {kind: ServiceAccount, name: web}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          spec:
            serviceAccountName: web
    `,
  },
];
