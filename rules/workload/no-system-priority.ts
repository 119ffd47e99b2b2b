import { defineRule, type Example, isSystemNamespace, podField, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-system-priority',
  summary: 'A pod outside of the system namespaces should not outrank all others.',
  severity: 'info',
  profiles: [],
  controls: { 'kube-linter': ['priority-class-name'] },
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/'],
  docs: {
    why: `
      When a node is full, such a pod drives out the others, those that log, guard or answer among them.`,
    fix: `
      Make a priority class for it, or let it wait.`,
    ignore: `
      A driver or an agent without which nodes do not work.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const { namespace } = pod.resource;
      const { value, at } = podField(pod, 'string', 'priorityClassName');
      if (namespace === undefined || isSystemNamespace(namespace) || !value || !/^system-(?:node|cluster)-critical$/.test(value)) continue;
      yield { at, message: `The pod may drive out those of others: it has the priority ${value}.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The priority of the system',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        priorityClassName: system-cluster-critical
                           ^^^^^^^^^^^^^^^^^^^^^^^ The pod may drive out those of others: it has the priority system-cluster-critical.
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
  {
    title: 'In kube-system, and one of its own',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: dns, namespace: kube-system}
      spec:
        priorityClassName: system-cluster-critical
        containers: [{name: dns, image: 'registry.example/dns:1'}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        priorityClassName: shop
        containers: [{name: app, image: 'registry.example/app:1.4'}]
    `,
  },
];
