import { defineRule, type Example, isSystemNamespace, mayBeStatic, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-system-namespace',
  summary: 'A workload should not be put among those of the system.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0037'] },
  links: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'],
  docs: {
    why: `
      Policies mostly spare \`kube-system\`, so that the cluster keeps going: what is put there is spared as well. It also
      stands beside accounts that may do everything, and Secrets of the system.`,
    fix: 'Give it a namespace of its own.',
    ignore: 'What belongs to the system: network plugins, drivers, DNS.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const { resource } = pod;
      const { namespace } = resource;
      if (namespace === undefined || !isSystemNamespace(namespace) || mayBeStatic(pod)) continue;
      yield {
        at: resource.at('metadata', 'namespace'),
        message: `This ${resource.kind} is put into ${namespace}, among what the cluster runs on.`,
      };
      return;
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Among the system',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: kube-system}
                                       ^^^^^^^^^^^ This Deployment is put into kube-system, among what the cluster runs on.
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
  {
    title: 'A namespace of its own',
    file: 'web.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
