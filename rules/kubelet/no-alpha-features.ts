import { component, defineRule, type Example, text, weakenedGates } from '#core';

export default defineRule({
  id: 'kubelet/no-alpha-features',
  summary: 'The kubelet must not have all unfinished features switched on.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/#feature-stages'],
  docs: {
    why: `
      Alpha features are off because they may have bugs, change or vanish; \`AllAlpha=true\` turns all of them on, those of later releases as well.`,
    fix: `
      Name the gates that you need.`,
    ignore: 'The cluster is there to try such features out.',
  },

  on: component('kubelet'),

  check: (kubelet, { kubernetesVersion }) =>
    weakenedGates(kubelet, kubelet.version ?? kubernetesVersion, { 'AllAlpha=true': ['Every unfinished feature is on'] }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'As a flag',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=AllAlpha=true,GracefulNodeShutdown=true --v=2
                                                 ^^^^^^^^^^^^^ Every unfinished feature is on: --feature-gates has AllAlpha=true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=GracefulNodeShutdown=true --v=2
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        AllAlpha: true
        ^^^^^^^^^^^^^^ Every unfinished feature is on: featureGates has AllAlpha=true.
      port: 10250
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250
    `,
  },
  {
    title: 'One of them',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=UserNamespacesSupport=true
    `,
  },
];
