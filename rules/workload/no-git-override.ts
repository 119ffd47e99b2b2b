import { called, choice, defineRule, type Example, pods, removeEntry, text, variablesOf } from '#core';

export default defineRule({
  id: 'workload/no-git-override',
  summary: 'A container must not choose the program that git-sync takes for git.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_159'] },
  links: ['https://github.com/kubernetes/git-sync#manual'],
  docs: {
    why: `
      git-sync starts what \`GITSYNC_GIT\` names, with the credentials of the repository at hand: whoever can change the
      variable runs a program of their own under the name of one that is trusted.`,
    fix: 'Remove the variable: git-sync finds git by itself.',
    ignore: 'An image of your own in which git lies elsewhere.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        for (const { name, entry, value } of variablesOf(pod, container)) {
          if (name !== 'GITSYNC_GIT' || DEFAULT.includes(value)) continue;
          yield {
            at: entry.at('name'),
            message: `The ${called(container)} chooses what git-sync starts in the place of git.`,
            fixes: [choice('Remove GITSYNC_GIT', removeEntry(container.at('env'), entry))],
          };
        }
      }
    }
  },
});

/** What git-sync starts anyway. Source: `envString` and `--git` of git-sync 4. */
const DEFAULT: readonly (string | undefined)[] = ['', 'git'];

export const examples = (): readonly Example[] => [
  {
    title: 'A program of its own',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: git-sync
            image: registry.k8s.io/git-sync/git-sync:v4.2.3
            env:
              - name: GITSYNC_REPO
                value: https://git.example/web
              - name: GITSYNC_GIT
                      ^^^^^^^^^^^ The container git-sync chooses what git-sync starts in the place of git.
                value: /tmp/git
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: git-sync
            image: registry.k8s.io/git-sync/git-sync:v4.2.3
            env:
              - name: GITSYNC_REPO
                value: https://git.example/web
    `,
  },
  {
    title: 'Other variables, and the default',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: git-sync
            image: registry.k8s.io/git-sync/git-sync:v4.2.3
            env: [{name: GITSYNC_REPO, value: 'https://git.example/web'}, {name: GITSYNC_GIT, value: git}]
    `,
  },
];
