import { defineRule, type Example, mayBeStatic, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-naked-pod',
  summary: 'A pod must have something that starts it again.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0073'] },
  links: ['https://kubernetes.io/docs/concepts/workloads/pods/#pods-and-controllers'],
  docs: {
    why: `
      A pod that nothing owns is gone with its node, and with it what it was to guard or to serve.`,
    fix: `
      Make it the template of a Deployment, a DaemonSet or a Job.`,
    ignore: `
      A pod that runs once: for a test, or for looking around.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const { resource } = pod;
      const isNaked = resource.kind === 'Pod' && pod.isWhole && resource.at('metadata').lacks('ownerReferences');
      const runsOnce = !['Always', undefined].includes(pod.at('restartPolicy').asString()) || pod.at('restartPolicy').type === 'unknown';
      const annotations = resource.at('metadata', 'annotations');
      const isHook = annotations.entries().some(([key]) => key === 'helm.sh/hook' || key.startsWith('kubernetes.io/config.'));
      if (!isNaked || runsOnce || isHook || mayBeStatic(pod)) continue;
      yield { at: { place: pod.place, name: 'naked' }, message: 'Nothing starts this pod again when its node fails.' };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A pod of its own',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
              ^^^ Nothing starts this pod again when its node fails.
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
  {
    title: 'A test, and one that has an owner',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: test, annotations: {helm.sh/hook: test}}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: once}
      spec:
        restartPolicy: Never
        containers: [{name: app, image: 'registry.example/app:1.4'}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: owned, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: 1f}]}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
