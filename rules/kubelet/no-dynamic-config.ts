import { atLeast, component, defineRule, type Example, text, unwantedSetting, weakenedGates } from '#core';

export default defineRule({
  id: 'kubelet/no-dynamic-config',
  summary: 'The kubelet must not take its configuration from the API server.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates-removed/'],
  docs: {
    why: `
      With dynamic configuration, whoever may change a Node object and a ConfigMap changes every setting of the kubelet, those that keep others out
      among them. It never left beta, and Kubernetes 1.24 removed it: the kubelet then does not start with the flag.`,
    fix: `
      Take \`--dynamic-config-dir\` and the gate \`DynamicKubeletConfig\` away, and put the configuration on the node.`,
    ignore: 'No other way leads to the node, and few may change Node objects.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const version = kubelet.version ?? kubernetesVersion;
    // That a kubelet does not start with the flag is said of all that are gone.
    if (!atLeast(version, '1.24'))
      yield* unwantedSetting(kubelet, 'dynamic-config-dir', 'The kubelet takes its configuration from the API server');
    yield* weakenedGates(kubelet, version, {
      'DynamicKubeletConfig=true': ['The kubelet may take its configuration from the API server', '1.25'],
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A folder for it',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --dynamic-config-dir=/var/lib/kubelet/dynamic --v=2
                                                      ^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet takes its configuration from the API server: --dynamic-config-dir is /var/lib/kubelet/dynamic.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --v=2
    `,
  },
  {
    title: 'Its gate',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        DynamicKubeletConfig: true
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet may take its configuration from the API server, up to Kubernetes 1.25: featureGates has DynamicKubeletConfig=true.
        GracefulNodeShutdown: true
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        GracefulNodeShutdown: true
    `,
  },
  {
    title: 'Off',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        DynamicKubeletConfig: false
    `,
  },
  {
    title: 'Refused, which is said of all flags alike',
    file: 'kubelet.service',
    kubernetesVersion: '1.30',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --dynamic-config-dir=/var/lib/kubelet/dynamic
    `,
  },
];
