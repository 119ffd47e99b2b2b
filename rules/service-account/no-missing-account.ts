import { defineRule, type Example, namespaceOf, podOf, startsPods, text } from '#core';

export default defineRule({
  id: 'service-account/no-missing-account',
  summary: 'A pod should name a service account that is there.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0307'], 'kube-linter': ['non-existent-service-account'] },
  links: ['https://kubernetes.io/docs/concepts/security/service-accounts/#assign-to-pod'],
  docs: {
    why: `
      The API server refuses a pod whose account does not exist, and whoever may create an account of that name decides
      what the pod may do.`,
    fix: 'Correct the name or the namespace, or define the account.',
    ignore: 'An account that something outside of these files makes.',
  },

  on: startsPods,
  needs: 'grants',

  *check(workload, { grants }) {
    // A Pod that a cluster has named by a uid was admitted, and so its account was there.
    if (workload.kind === 'Pod' && workload.at('metadata', 'uid').exists) return;
    const pod = podOf(workload);
    const namespace = namespaceOf(workload);
    if (!pod?.account || !grants.isAbsent(workload, { kind: 'ServiceAccount', name: pod.account, namespace })) return;
    yield { at: pod.at, message: `No file of the workspace defines the service account ${namespace}/${pod.account}.` };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name that was misspelt',
    file: 'web.yaml',
    bad: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: wbe
                            ^^^ No file of the workspace defines the service account shop/wbe.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'There, the one that every namespace has, and one that a cluster found',
    file: 'web.yaml',
    good: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job, namespace: shop}
      spec:
        serviceAccountName: default
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: admitted, namespace: shop, uid: 89453a48-918d-4758-a009-b9672b019f5f}
      spec:
        serviceAccountName: other
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];
