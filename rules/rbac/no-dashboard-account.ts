import { defineRule, type Example, podOf, startsPods, text } from '#core';

const DASHBOARD = 'kubernetes-dashboard';

export default defineRule({
  id: 'rbac/no-dashboard-account',
  summary: 'A workload must not run as the service account of the Kubernetes Dashboard.',
  severity: 'warning',
  profiles: [],
  controls: { kubescape: ['C-0014'] },
  links: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  docs: {
    why: `
      The account reads the keys of the Dashboard, and on many clusters it was given far more. Another program has no use for
      it but that.`,
    fix: 'Make a service account for the workload, and name it in `serviceAccountName`.',
    ignore: 'A part of the Dashboard that has another name.',
  },

  on: startsPods,

  *check(workload) {
    const pod = podOf(workload)!;
    if (pod.account !== DASHBOARD || !workload.name || workload.isPart || /dashboard/.test(workload.name)) return;
    yield { at: pod.at, message: `${workload.name} runs as the service account of the Kubernetes Dashboard.` };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Another workload',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: kubernetes-dashboard}
      spec:
        template:
          spec:
            serviceAccountName: kubernetes-dashboard
                                ^^^^^^^^^^^^^^^^^^^^ web runs as the service account of the Kubernetes Dashboard.
    `,
  },
  {
    title: 'The Dashboard itself',
    file: 'web.yaml',
    good: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: kubernetes-dashboard, namespace: kubernetes-dashboard}
      spec:
        template:
          spec:
            serviceAccountName: kubernetes-dashboard
    `,
  },
];
