import { defineRule, type Example, resource, text, type Value } from '#core';

export default defineRule({
  id: 'audit/no-invalid-selectors',
  summary: 'A rule of an audit policy must select what the API server lets it select.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/'],
  docs: {
    why: `
      The API server refuses a policy with a rule about both resources and URLs, with names of objects but no resources, or with a URL that is none, and does not start.`,
    fix: `
      Make two rules of one that is about resources and about URLs. Name the resources whose names are listed. Begin URLs with \`/\`, and put \`*\` at their end only.`,
    ignore: 'Never: no API server starts with such a policy.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy) {
    for (const rule of policy.at('rules').items()) {
      const urls = rule.at('nonResourceURLs');
      if (urls.items().length && ['resources', 'namespaces'].some(it => rule.at(it).items().length)) {
        yield refused({ place: urls.keyPlace }, 'a rule is either about resources and namespaces, or about nonResourceURLs');
      }
      for (const url of urls.items()) {
        const written = url.asString() ?? '*';
        if (written !== '*' && !written.startsWith('/'))
          yield refused(url, `the URL ${JSON.stringify(written)} does not begin with a slash`);
        else if (written.slice(0, -1).includes('*'))
          yield refused(url, `the URL ${JSON.stringify(written)} has a * that is not its last letter`);
      }
      for (const entry of rule.at('resources').items()) {
        const names = entry.at('resourceNames');
        const resources = entry.at('resources');
        if (names.items().length && (entry.lacks('resources') || (resources.exists && resources.isClosed && !resources.items().length))) {
          yield refused({ place: names.keyPlace }, 'resourceNames are given without resources');
        }
      }
    }
  },
});

const refused = (at: Pick<Value, 'place'>, why: string) => ({ at, message: `The API server does not start with this policy: ${why}.` });

export const examples = (): readonly Example[] => [
  {
    title: 'Each of them',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          namespaces: [kube-system]
          nonResourceURLs: ["/healthz*"]
          ^^^^^^^^^^^^^^^ The API server does not start with this policy: a rule is either about resources and namespaces, or about nonResourceURLs.
        - level: None
          nonResourceURLs: [version, "/api/*/pods"]
                            ^^^^^^^ The API server does not start with this policy: the URL "version" does not begin with a slash.
                                     ^^^^^^^^^^^^^ The API server does not start with this policy: the URL "/api/*/pods" has a * that is not its last letter.
        - level: Request
          resources:
            - group: ""
              resourceNames: [aws-auth]
              ^^^^^^^^^^^^^ The API server does not start with this policy: resourceNames are given without resources.
    `,
  },
  {
    title: 'Apart',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["*"]
        - level: Metadata
          namespaces: [kube-system]
          resources:
            - group: ""
              resources: [configmaps]
              resourceNames: [aws-auth]
    `,
  },
];
