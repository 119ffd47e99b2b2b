import { called, defineRule, type Example, imageOf, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-dashboard',
  summary: 'The Kubernetes dashboard should not run in a cluster that can do without.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_33'] },
  links: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  docs: {
    why: `
      The dashboard is one more way to the API server, from a browser. Where its login was skipped, or its account had more
      than it needs, clusters have been taken over through it.`,
    fix: 'Remove it, or keep it off the internet, and give its account nothing.',
    ignore: 'A dashboard that people reach through a proxy that knows them.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const image = imageOf(container);
        if (!image || !DASHBOARD.test(image.repository)) continue;
        yield { at: image.at, message: `The ${called(container)} is the Kubernetes dashboard.` };
      }
    }
  },
});

const DASHBOARD = /(?:^|\/)(?:kubernetes-dashboard(?:-\w+)?|kubernetesui\/dashboard(?:-\w+)?)$/;

export const examples = (): readonly Example[] => [
  {
    title: 'The dashboard',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: dashboard
            image: docker.io/kubernetesui/dashboard:v2.7.0
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container dashboard is the Kubernetes dashboard.
    `,
  },
  {
    title: 'Another dashboard',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - {name: app, image: registry.example/dashboard:1.4}
    `,
  },
];
