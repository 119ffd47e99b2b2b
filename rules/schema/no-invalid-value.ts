import { defineRule, type Example, invalidValues, text, typedInSomeVersion, unknownVersion, wrongGroup } from '#core';

export default defineRule({
  id: 'schema/no-invalid-value',
  summary: 'A field that takes one of a few words must hold one of them, and an API version must be one of its kind.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
  ],
  docs: {
    why: `
      A program refuses a configuration with a word, a duration or an API version that it does not know, and does not start. Capital letters count.`,
    fix: `
      Write one of the words that the reference has. Durations have units: \`h\`, \`m\`, \`s\`, \`ms\`; there are no days.`,
    ignore: 'Something else replaces the value before the file is used.',
  },

  on: typedInSomeVersion,

  *check(resource, { kubernetesVersion }) {
    yield* unknownVersion(resource, kubernetesVersion);
    yield* wrongGroup(resource, kubernetesVersion);
    yield* invalidValues(resource);
  },
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
    title: 'A version that there is not',
    file: 'config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1
                  ^^^^^^^^^^^^^^^^^^^^^^^^ There is no v1 of KubeletConfiguration as of Kubernetes 1.35: the kubelet does not start with it. The newest is v1beta1.
      kind: KubeletConfiguration
      ---
      apiVersion: audit.k8s.io/v2
                  ^^^^^^^^^^^^^^^ There is no v2 of Policy as of Kubernetes 1.35: the API server does not start with it. The newest is v1.
      kind: Policy
      rules: []
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      ---
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules: []
    `,
  },
  {
    title: 'A group that is not its own',
    file: 'authorization.yaml',
    bad: text`
      apiVersion: apiserver.k8s.io/v1
                  ^^^^^^^^^^^^^^^^^^^ There is no AuthorizationConfiguration in apiserver.k8s.io: the API server does not start with it. Its API version is apiserver.config.k8s.io/v1.
      kind: AuthorizationConfiguration
      authorizers: []
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers: []
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
