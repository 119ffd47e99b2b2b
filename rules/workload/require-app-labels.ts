import { defineRule, type Example, pods, text } from '#core';

export default defineRule({
  id: 'workload/require-app-labels',
  summary: 'A workload should say by a common label what it is part of.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0077'] },
  links: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  docs: {
    why: `
      Network policies, quotas, dashboards and people tell pods apart by labels. What has none is left out, or in.`,
    fix: `
      Add \`app.kubernetes.io/name\` to the labels of the object and of its pods.`,
    ignore: `
      Workloads whose labels follow a scheme of your own.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const all = [pod.metadata.at('labels'), pod.resource.at('metadata', 'labels')];
      const isSeen = pod.isWhole && all.every(it => it.type === 'absent' || (it.type === 'mapping' && it.isClosed));
      if (!isSeen || all.some(it => it.entries().some(([key]) => key.startsWith('app.kubernetes.io/')))) continue;
      yield { at: { place: pod.place, name: 'labels' }, message: 'The workload has none of the labels app.kubernetes.io/*.' };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Labels of its own',
    file: 'web.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
              ^^^ The workload has none of the labels app.kubernetes.io/*.
        labels: {app: web}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
  {
    title: 'A common one',
    file: 'web.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app.kubernetes.io/name: web}}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
