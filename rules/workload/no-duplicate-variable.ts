import { called, defineRule, type Example, pods, text, variablesOf } from '#core';

export default defineRule({
  id: 'workload/no-duplicate-variable',
  summary: 'A container must not set an environment variable twice.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0295'], 'kube-linter': ['duplicate-env-var'] },
  links: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  docs: {
    why: `
      The last one wins. Whoever reads or changes the first takes for set what is not: a password that was replaced, a check
      that was turned on. Some clients merge the two when they apply the file.`,
    fix: 'Decide for one, and remove the other.',
    ignore: 'A variable that the entries between the two refer to.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        // Of two branches of a template, only one is there.
        if (!container.at('env').isClosed) continue;
        const last = new Map(variablesOf(pod, container).map(it => [it.name, it]));
        for (const variable of variablesOf(pod, container)) {
          const winner = last.get(variable.name)!;
          const at = variable.entry.at('name');
          if (winner.entry.at('name').place.range.start === at.place.range.start) continue;
          yield {
            at,
            message: `The ${called(container)} sets ${variable.name} again further down, and that counts.`,
            related: [{ place: winner.entry.at('name').place, message: 'The one that counts.' }],
          };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Twice',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            env:
              - {name: VERIFY, value: "true"}
                       ^^^^^^ The container app sets VERIFY again further down, and that counts.
              - {name: MODE, value: fast}
              - {name: VERIFY, value: "false"}
    `,
  },
  {
    title: 'Once in each of two containers',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - {name: app, image: registry.example/app:1.4, env: [{name: MODE, value: fast}]}
          - {name: proxy, image: registry.example/proxy:2, env: [{name: MODE, value: fast}]}
    `,
  },
  {
    title: 'In one of two branches of a template',
    file: 'templates/pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            env:
              {{- if .Values.fast }}
              - name: MODE
                value: fast
              {{- else }}
              - name: MODE
                value: slow
              {{- end }}
    `,
  },
];
