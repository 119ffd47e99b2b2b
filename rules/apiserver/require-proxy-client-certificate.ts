import { component, defineRule, type Example, missingFlags, nameFiles, text, valueOf } from '#core';

const FILES: Readonly<Record<string, string>> = {
  'proxy-client-cert-file': 'front-proxy-client.crt',
  'proxy-client-key-file': 'front-proxy-client.key',
};

export default defineRule({
  id: 'apiserver/require-proxy-client-certificate',
  summary: 'The API server must show extension API servers a certificate.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/'],
  docs: {
    why: `
      An extension API server believes whoever shows a certificate of the front-proxy CA when they say on whose behalf they come.
      An API server without such a certificate is anonymous to it: requests fail, or are let in without anyone knowing whose they are.`,
    fix: 'Sign a client certificate with the front-proxy CA, and give it and its key to the API server.',
    ignore: 'There are no extension API servers, the metrics server included, or only such as webhooks, which are told apart otherwise.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const missing = missingFlags(apiserver, ...Object.keys(FILES));
    if (!missing.length || !valueOf(apiserver.setting('requestheader-client-ca-file'))) return;
    yield {
      at: apiserver,
      message: `The API server is anonymous to extension API servers: --${missing[0]} is not set.`,
      fixes: [nameFiles(apiserver, Object.fromEntries(missing.map(it => [it, FILES[it]!])))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A CA for front proxies, but no certificate',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server is anonymous to extension API servers: --proxy-client-cert-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --proxy-client-cert-file=/etc/kubernetes/pki/front-proxy-client.crt --proxy-client-key-file=/etc/kubernetes/pki/front-proxy-client.key --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
    `,
  },
  {
    title: 'No aggregation',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/etc/ssl/ca.pem
    `,
  },
];
