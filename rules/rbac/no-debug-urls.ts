import { defineRoleRule, type Example, resource, rulesOf, text, urlPrefix } from '#core';

const SHOWN = [
  ['/debug/pprof', 'profiles'],
  ['/debug/api_priority_and_fairness', 'waiting requests'],
  ['/logs', 'log files'],
  ['/flagz', 'the flags'],
] as const;

export default defineRoleRule({
  id: 'rbac/no-debug-urls',
  summary: 'A role must not open profiles, logs and flags of the API server.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/debug-cluster/flow-control/',
  ],
  docs: {
    why: `
      Profiles under \`/debug/pprof\` show what is in the memory of the API server as call stacks, and cost it time;
      \`/debug/api_priority_and_fairness\` tells who waits for what; \`/logs\` serves the log files of its node; \`/flagz\` shows how it is set up.`,
    fix: 'Name the paths that are asked for, such as `/metrics` and `/healthz`.',
    ignore: 'A role for those who run the API server itself.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      for (const url of rule.at('nonResourceURLs').items()) {
        const path = url.asString() ?? '';
        const start = urlPrefix(path);
        // Every path is the matter of another rule.
        if (start === '' || start === '/') continue;
        const what = SHOWN.find(([shown]) => path === shown || path.startsWith(`${shown}/`) || (start && shown.startsWith(start)))?.[1];
        if (what) yield { at: url, message: `${path} shows ${what} of the API server to holders of the role.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Profiles and logs',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: monitor}
      rules:
        - {nonResourceURLs: [/metrics, "/debug/*", /logs], verbs: [get]}
                                       ^^^^^^^^^^ /debug/* shows profiles of the API server to holders of the role.
                                                   ^^^^^ /logs shows log files of the API server to holders of the role.
        - {nonResourceURLs: ["/de*", "/debug/pprof/**"], verbs: [get]}
                             ^^^^^^ /de* shows profiles of the API server to holders of the role.
                                     ^^^^^^^^^^^^^^^^^ /debug/pprof/** shows profiles of the API server to holders of the role.
        - {nonResourceURLs: [/debug/api_priority_and_fairness/dump_requests], verbs: [get]}
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /debug/api_priority_and_fairness/dump_requests shows waiting requests of the API server to holders of the role.
    `,
  },
  {
    title: 'Metrics and health',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: monitor}
      rules:
        - {nonResourceURLs: [/metrics, "/healthz/*", /version, /logsearch, "/logsearch*", "/*/debug", /debug, /debug/flags/v], verbs: [get]}
    `,
  },
];
