import { choice, clustersOf, defineRule, type Example, isLoopback, kubeconfig, parseUrl, replaceValue, text } from '#core';

export default defineRule({
  id: 'kubeconfig/no-plain-server',
  summary: 'A kubeconfig must lead to a server that speaks TLS.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
    'https://kubernetes.io/docs/concepts/security/controlling-access/#transport-security',
  ],
  docs: {
    why: `
      Over \`http://\` everyone on the way reads what is asked and answered, Secrets and tokens included, and can change both. Where the API server reads the file for
      a webhook of its own, that one decides who somebody is, or what is allowed. A proxy's password is sent as plainly.`,
    fix: 'Write `https://`, and name the CA in `certificate-authority-data`.',
    ignore: 'The way to the server is encrypted by other means.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of clustersOf(config)) {
      const server = value.at('server');
      const url = parseUrl(server.asString() ?? '');
      if (url?.scheme === 'http' && url.host !== '' && !isLoopback(url.host)) {
        yield {
          at: server,
          message: `Everyone on the way reads and changes what ${url.host} is asked and answers: the server of ${JSON.stringify(name)} is not an https:// URL.`,
          fixes: [choice('Use https (the port must speak TLS)', replaceValue(server, server.asString()!.replace(/^\s*http:/i, 'https:')))],
        };
      }
      const proxy = value.at('proxy-url');
      const address = proxy.asString() ?? '';
      const way = parseUrl(address);
      if (way?.scheme === 'http' && !isLoopback(way.host) && /^\s*http:\/\/[^/?#]*:[^/?#]+@/i.test(address)) {
        yield {
          at: proxy,
          message: `Everyone on the way reads the password for the proxy ${way.host}: the proxy-url of ${JSON.stringify(name)} is not an https:// URL.`,
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Plain text',
    file: 'authz-webhook.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: authorizer
          cluster:
            server: http://authz.example.com:8080/authorize
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Everyone on the way reads and changes what authz.example.com is asked and answers: the server of "authorizer" is not an https:// URL.
    `,
    fixed: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: authorizer
          cluster:
            server: https://authz.example.com:8080/authorize
    `,
  },
  {
    title: 'The password of a proxy',
    file: 'kubeconfig.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: production
          cluster:
            server: https://10.0.0.1:6443
            proxy-url: http://jane:hunter2@proxy.example.com:3128
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Everyone on the way reads the password for the proxy proxy.example.com: the proxy-url of "production" is not an https:// URL.
    `,
    fixed: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: production
          cluster:
            server: https://10.0.0.1:6443
            proxy-url: http://jane:hunter2@proxy.example.com:3128
    `,
  },
  {
    title: 'TLS, and a server on the same machine',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      clusters:
        - {name: production, cluster: {server: "https://10.0.0.1:6443", proxy-url: "http://proxy.example.com:3128"}}
        - {name: sidecar, cluster: {server: "http://127.0.0.1:8080"}}
    `,
  },
];
