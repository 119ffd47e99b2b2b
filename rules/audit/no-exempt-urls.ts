import { decide, defineRule, type Example, isAboutUrls, judgedPolicy, reachedRules, requestOf, resource, text } from '#core';

/** What a URL shows that is no resource, and is worth a record. Discovery below `/api` and `/apis` tells what everybody may know. */
const TELLING: Readonly<Record<string, string>> = {
  '/debug/pprof/profile': 'profiles of the API server',
  '/logs/kube-apiserver.log': 'log files of the node',
};

export default defineRule({
  id: 'audit/no-exempt-urls',
  summary: 'An audit policy should not leave out who reads logs and profiles of the control plane.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      \`/logs\` shows files of the node that the API server runs on, and \`/debug/pprof\` what goes on inside it. A rule that drops all URLs, to keep health checks out of the
      log, drops these too.`,
    fix: 'Name the URLs that are asked all the time: `/healthz*`, `/livez*`, `/readyz*`, `/version`, `/openapi*`.',
    ignore:
      'The API server serves neither: `--profiling=false`, and no log handler since Kubernetes 1.30 or `--enable-logs-handler=false`.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    for (const rule of policy ? reachedRules(policy) : []) {
      if (rule.level !== 'None' || !isAboutUrls(rule)) continue;
      // Of what somebody asks, whom no rule is about.
      const decides = (url: string): boolean => decide(policy!, { ...requestOf({ group: '', resource: '' }, 'get'), url })?.rule === rule;
      for (const url of rule.value.at('nonResourceURLs').items()) {
        const pattern = url.asString() ?? '';
        const told = Object.entries(TELLING).flatMap(([path, what]) => (matches(pattern, path) && decides(path) ? [what] : []));
        if (told.length)
          yield {
            at: url,
            message: `Who reads ${told.join(' and ')} is not recorded: this rule matches ${pattern}, and its level is None.`,
          };
      }
    }
  },
});

const matches = (pattern: string, path: string): boolean => pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1));

export const examples = (): readonly Example[] => [
  {
    title: 'All URLs',
    file: 'audit.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["/healthz*", "/*"]
                                         ^^^^ Who reads profiles of the API server and log files of the node is not recorded: this rule matches /*, and its level is None.
        - level: Metadata
    `,
  },
  {
    title: 'Health checks and discovery',
    file: 'audit.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["/healthz*", "/version", "/api*"]
        - level: Metadata
    `,
  },
  {
    title: 'Recorded before, or of one collector',
    file: 'audit.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups: ["system:serviceaccounts:monitoring"]
          nonResourceURLs: ["/debug/*"]
        - level: Metadata
          nonResourceURLs: ["/debug/*", "/logs*"]
        - level: None
          nonResourceURLs: ["/*"]
        - level: Metadata
    `,
  },
];
