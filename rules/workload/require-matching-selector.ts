import { choice, defineRule, type Example, resource, selectorMismatches, setKey, suggest, text } from '#core';

export default defineRule({
  id: 'workload/require-matching-selector',
  summary: 'A workload must select the pods that it starts.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0296'], 'kube-linter': ['mismatching-selector'] },
  links: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  docs: {
    why: `
      The API server refuses a workload whose selector does not match the labels of its own pods. What runs in the cluster
      stays what it was, without what this file was to change.`,
    fix: `
      Give the pods the label that the selector asks for. Where they have another value, look at what else selects them
      first: it may be the selector that is wrong, though that of an object which exists cannot be changed.`,
    ignore: 'There is nothing to ignore: the object is refused.',
  },

  on: resource('apps', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'),

  *check(workload) {
    const labels = workload.at('spec', 'template', 'metadata', 'labels');
    for (const { key, at, wanted, value, found } of selectorMismatches(workload)) {
      yield {
        at,
        message:
          found === undefined
            ? `The pods have no label ${key}, which the selector asks for.`
            : `The label ${key} of the pods is ${found}, and the selector asks for ${wanted}.`,
        ...(found !== undefined && { related: [{ place: labels.at(key).place, message: 'The label of the pods.' }] }),
        // Of two values either may be the wrong one.
        fixes:
          value === undefined ? [] : [(found === undefined ? suggest : choice)('Give the pods this label', setKey(labels, key, value))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Another value, and no label',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector:
          matchLabels:
            app: web
                 ^^^ The label app of the pods is wbe, and the selector asks for web.
            tier: front
                  ^^^^^ The pods have no label tier, which the selector asks for.
        template:
          metadata: {labels: {app: wbe}}
          spec:
            containers:
              - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector:
          matchLabels:
            app: web
            tier: front
        template:
          metadata: {labels: {app: web, tier: front}}
          spec:
            containers:
              - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'More labels than are asked for',
    file: 'web.yaml',
    good: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]}
        template:
          metadata: {labels: {app: web, tier: front}}
          spec:
            containers:
              - {name: app, image: registry.example/app:1.4}
    `,
  },
];
