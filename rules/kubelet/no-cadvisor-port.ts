import { atLeast, component, defineRule, type Example, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/no-cadvisor-port',
  summary: 'The kubelet must not serve the interface of cAdvisor.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.12.md'],
  docs: {
    why: `
      Up to Kubernetes 1.11 the port shows everyone, without credentials, what runs on the node. From 1.12 on the kubelet does not start with the flag.`,
    fix: `
      Take \`--cadvisor-port\` away; on Kubernetes 1.10 and older, set it to 0.`,
    ignore: 'The node runs Kubernetes 1.11 or older, and nobody else reaches the port.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    // That it does not start is said of all flags that are gone.
    if (atLeast(kubelet.version ?? kubernetesVersion, '1.12')) return;
    yield* wrongSetting(
      kubelet,
      'cadvisor-port',
      it => /^0*[1-9]\d*$/.test(it ?? ''),
      'Anyone may ask cAdvisor what runs on the node, or, since 1.12, the kubelet does not start',
      '0',
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Served',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --cadvisor-port=4194 --v=2
                                                 ^^^^ Anyone may ask cAdvisor what runs on the node, or, since 1.12, the kubelet does not start: --cadvisor-port is 4194.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --cadvisor-port=0 --v=2
    `,
  },
  {
    title: 'Off',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --cadvisor-port=0
    `,
  },
  {
    title: 'Refused, which is said of all flags alike',
    file: 'kubelet.service',
    kubernetesVersion: '1.30',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --cadvisor-port=4194
    `,
  },
];
