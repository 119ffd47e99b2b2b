import { defineRoleRule, type Example, resource, rulesOf, text, urlPrefix } from '#core';

export default defineRoleRule({
  id: 'rbac/no-wildcard-non-resource-urls',
  summary: 'A role must not name every non-resource URL with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'], kubescape: ['C-0187'], 'kube-linter': ['wildcard-in-rules'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  docs: {
    why: `
      \`*\` in \`nonResourceURLs\` includes \`/debug/pprof\`, which shows the command line and the call stacks of the API server and costs it time,
      \`/logs\`, where it serves them, and whatever paths a later version adds.`,
    fix: 'Name the paths that the workload asks for, such as `/metrics`. A `*` may stand at the end of a path: `/healthz/*`.',
    ignore: 'A role for those who run the API server itself.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  // In a Role, the API server refuses them.
  *check(role) {
    for (const rule of rulesOf(role)) {
      for (const url of rule.at('nonResourceURLs').items()) {
        const path = url.asString() ?? '';
        const start = urlPrefix(path);
        if (start !== '' && start !== '/') continue;
        yield { at: url, message: `"${path}" in nonResourceURLs grants every non-resource URL, /debug/pprof and /logs included.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every path',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: scraper
      rules:
        - nonResourceURLs: ["/metrics", "*"]
                                        ^^^ "*" in nonResourceURLs grants every non-resource URL, /debug/pprof and /logs included.
          verbs: [get]
        - nonResourceURLs: ["/**"]
                            ^^^^^ "/**" in nonResourceURLs grants every non-resource URL, /debug/pprof and /logs included.
          verbs: [get]
    `,
  },
  {
    title: 'Named paths',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: scraper
      rules:
        - nonResourceURLs: [/metrics, "/healthz/*"]
          verbs: [get]
    `,
  },
];
