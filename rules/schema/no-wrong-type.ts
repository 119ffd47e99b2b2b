import { defineRule, type Example, text, typed, wrongTypes } from '#core';

export default defineRule({
  id: 'schema/no-wrong-type',
  summary: 'A field of a configuration must hold what its type is.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { 'kube-linter': ['schema-validation'] },
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
  ],
  docs: {
    why: `
      No decoder of Kubernetes takes a number for text or text for a number: the whole file is refused, and with it every setting in it.
      YAML makes a number of \`1.32\` and a truth value of \`off\` where there are no quotes.`,
    fix: `
      Put text that looks like something else in quotes, and take the quotes from numbers and from \`true\` and \`false\`. Write durations with a unit.`,
    ignore: 'Something else replaces the value before the file is used.',
  },

  on: typed,

  check: resource => wrongTypes(resource),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Arguments without quotes',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: 1.32
                         ^^^^ "kubernetesVersion" must be a release such as v1.32.0, not a number: kubeadm refuses it.
      apiServer:
        extraArgs:
          audit-log-compress: on
                              ^^ "audit-log-compress" must be text, not true or false: kubeadm refuses it.
          profiling: false
                     ^^^^^ "profiling" must be text, not true or false: kubeadm refuses it.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.32.0
      apiServer:
        extraArgs:
          audit-log-compress: "true"
          profiling: "false"
    `,
  },
  {
    title: 'A kubelet that does not start',
    file: 'kubelet.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      clusterDNS: 10.96.0.10
                  ^^^^^^^^^^ "clusterDNS" must be a list, not text: the kubelet does not start with it.
      readOnlyPort: "0"
                    ^^^ "readOnlyPort" must be a whole number, not text: the kubelet does not start with it.
      serverTLSBootstrap: 'true'
                          ^^^^^^ "serverTLSBootstrap" must be true or false, not text: the kubelet does not start with it.
      streamingConnectionIdleTimeout: 300
                                      ^^^ "streamingConnectionIdleTimeout" must be a duration such as 5m0s, not a number: the kubelet does not start with it.
      authorization: Webhook
                     ^^^^^^^ "authorization" must be a mapping, not text: the kubelet does not start with it.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      clusterDNS:
        - 10.96.0.10
      readOnlyPort: 0
      serverTLSBootstrap: true
      streamingConnectionIdleTimeout: 300s
      authorization: Webhook
    `,
  },
  {
    title: 'As it must be, and what cannot be known',
    file: 'kubelet.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      clusterDNS: [10.96.0.10]
      port: {{ .Values.port }}
      readOnlyPort:
      serverTLSBootstrap: yes
    `,
  },
];
