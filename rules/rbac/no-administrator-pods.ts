import { defineRule, type Example, podOf, startsPods, subjectInWords, text } from '#core';

export default defineRule({
  id: 'rbac/no-administrator-pods',
  summary: 'Pods must not run with the token of an administrator.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0272'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      The token lies in a file of every container of the Pod. Whoever breaks into one of them is an administrator of the
      cluster.`,
    fix: `
      Bind the service account to a role with what the program uses, and where it uses nothing of the API, set
      \`automountServiceAccountToken: false\`.`,
    ignore: 'An installer that really manages every kind there is, for as long as it runs.',
  },

  on: startsPods,
  needs: 'grants',

  *check(workload, { grants }) {
    const running = grants.running(workload);
    if (running?.powers[0]?.grade !== 'admin') return;
    yield {
      at: podOf(workload)!.at,
      message: `These Pods hold the token of ${subjectInWords(running.account)}, which can do everything in the cluster.`,
      related: running.through.map(it => ({ place: it.place, message: `Through ${it.binding}.` })),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Bound to cluster-admin',
    file: 'web.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: web}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
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
                                ^^^ These Pods hold the token of the service account shop/web, which can do everything in the cluster.
    `,
  },
  {
    title: 'Without the token, and in one namespace',
    file: 'web.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: web}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
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
            automountServiceAccountToken: false
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop}
      spec:
        template:
          spec:
            serviceAccountName: api
    `,
  },
];
