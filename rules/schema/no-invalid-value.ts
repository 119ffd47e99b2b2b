import { defineRule, type Example, text, invalidValues, typed } from '#core';

export default defineRule({
  id: 'schema/no-invalid-value',
  summary: 'A field that takes one of a few words must hold one of them.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  docs: {
    why: `
      A program refuses a configuration with a word or a duration that it does not know, and does not start. Capital letters count.`,
    fix: `
      Write one of the words that the reference has. Durations have units: \`h\`, \`m\`, \`s\`, \`ms\`; there are no days.`,
    ignore: 'Something else replaces the value before the file is used.',
  },

  on: typed,

  check: resource => invalidValues(resource),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Words and durations',
    file: 'kubelet.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: webhook
              ^^^^^^^ "mode" must be AlwaysAllow or Webhook, not "webhook": the kubelet does not start with it. Did you mean Webhook?
      topologyManagerPolicy: best_effort
                             ^^^^^^^^^^^ "topologyManagerPolicy" must be none, best-effort, restricted or single-numa-node, not "best_effort": the kubelet does not start with it. Did you mean best-effort?
      streamingConnectionIdleTimeout: 1d
                                      ^^ "streamingConnectionIdleTimeout" must be a duration such as 5m0s, not "1d": the kubelet does not start with it.
      syncFrequency: soon
                     ^^^^ "syncFrequency" must be a duration such as 5m0s, not "soon": the kubelet does not start with it.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: Webhook
      topologyManagerPolicy: best-effort
      streamingConnectionIdleTimeout: 24h
      syncFrequency: soon
    `,
  },
  {
    title: 'As it must be',
    file: 'kubelet.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: Webhook
      topologyManagerPolicy: ""
      streamingConnectionIdleTimeout: 1h30m
      syncFrequency: \$SYNC
    `,
  },
];
