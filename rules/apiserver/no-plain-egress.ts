import { defineRule, type Example, parseUrl, resource, text, type Value } from '#core';

export default defineRule({
  id: 'apiserver/no-plain-egress',
  summary: 'The API server must verify the proxy through which it reaches nodes, etcd and webhooks.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-egress-selector.v1beta1/',
  ],
  docs: {
    why: `
      The proxy opens connections to kubelets and Pods for whoever reaches it. Over \`http://\` it asks nobody who they are, and
      tells nobody who it is; without \`caBundle\` any certificate that the node trusts passes for that of the proxy.`,
    fix: 'Use `https://` with `tlsConfig.caBundle`, `clientCert` and `clientKey`, or a Unix socket (`uds`) where the proxy runs on the same node.',
    ignore: 'The proxy listens on the loopback address of a machine that runs nothing else.',
  },

  on: resource('apiserver.k8s.io', 'EgressSelectorConfiguration'),

  *check(configuration) {
    for (const selection of configuration.at('egressSelections').items()) {
      const tcp = selection.at('connection', 'transport', 'tcp');
      const url = tcp.at('url');
      const scheme = parseUrl(url.asString() ?? '')?.scheme;
      if (scheme === 'http') {
        yield { at: url, message: `Whoever reaches the proxy reaches what it reaches: url is ${url.asString()}, without TLS.` };
      } else if (scheme === 'https' && tcp.lacks('tlsConfig')) {
        yield { at: url, message: 'The API server does not start: url is https://, and tlsConfig is not set.' };
      } else if (scheme === 'https' && isLeftOut(tcp.at('tlsConfig'), 'caBundle')) {
        yield { at: url, message: 'Whatever CA the node trusts can vouch for the proxy: caBundle is not set.' };
      }
    }
  },
});

/** Empty text is none. Source: `k8s.io/apiserver/pkg/server/egressselector/config.go`. */
const isLeftOut = (holder: Value, key: string): boolean => holder.exists && (holder.lacks(key) || holder.at(key).asString() === '');

export const examples = (): readonly Example[] => [
  {
    title: 'One proxy without TLS, one that is not verified',
    file: 'egress.yaml',
    bad: text`
      apiVersion: apiserver.k8s.io/v1beta1
      kind: EgressSelectorConfiguration
      egressSelections:
      - name: cluster
        connection:
          proxyProtocol: HTTPConnect
          transport:
            tcp:
              url: http://10.0.0.9:8131
                   ^^^^^^^^^^^^^^^^^^^^ Whoever reaches the proxy reaches what it reaches: url is http://10.0.0.9:8131, without TLS.
      - name: controlplane
        connection:
          proxyProtocol: HTTPConnect
          transport:
            tcp:
              url: https://10.0.0.9:8132
                   ^^^^^^^^^^^^^^^^^^^^^ Whatever CA the node trusts can vouch for the proxy: caBundle is not set.
              tlsConfig:
                clientCert: /etc/konnectivity/client.crt
                clientKey: /etc/konnectivity/client.key
    `,
  },
  {
    title: 'TLS without a certificate, and with an empty CA',
    file: 'egress.yaml',
    bad: text`
      apiVersion: apiserver.k8s.io/v1beta1
      kind: EgressSelectorConfiguration
      egressSelections:
      - name: cluster
        connection:
          proxyProtocol: HTTPConnect
          transport:
            tcp:
              url: https://10.0.0.9:8131
                   ^^^^^^^^^^^^^^^^^^^^^ The API server does not start: url is https://, and tlsConfig is not set.
      - name: controlplane
        connection:
          proxyProtocol: HTTPConnect
          transport:
            tcp:
              url: https://10.0.0.9:8132
                   ^^^^^^^^^^^^^^^^^^^^^ Whatever CA the node trusts can vouch for the proxy: caBundle is not set.
              tlsConfig:
                caBundle: ""
                clientCert: /etc/konnectivity/client.crt
                clientKey: /etc/konnectivity/client.key
    `,
  },
  {
    title: 'TLS, a socket, and no proxy',
    file: 'egress.yaml',
    good: text`
      apiVersion: apiserver.k8s.io/v1beta1
      kind: EgressSelectorConfiguration
      egressSelections:
      - name: cluster
        connection:
          proxyProtocol: HTTPConnect
          transport:
            tcp:
              url: https://10.0.0.9:8131
              tlsConfig:
                caBundle: /etc/konnectivity/ca.crt
                clientCert: /etc/konnectivity/client.crt
                clientKey: /etc/konnectivity/client.key
      - name: controlplane
        connection:
          proxyProtocol: GRPC
          transport:
            uds:
              udsName: /run/konnectivity/konnectivity.sock
      - name: etcd
        connection:
          proxyProtocol: Direct
    `,
  },
];
