import { atLeast, atSetting, component, defineRule, type Example, saidOf, setFlag, suggest, text } from '#core';

const FLAG = 'event-qps';

export default defineRule({
  id: 'kubelet/require-event-rate',
  summary: 'The kubelet should be allowed to send all of its Events.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.8'], checkov: ['CKV_K8S_147'], trivy: ['KCV-0087'], kubescape: ['C-0180'] },
  links: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  docs: {
    why: `
      Events tell what happened on a node. Above the limit the kubelet drops them: those of an attack among them, if it makes enough noise.`,
    fix: `
      Leave \`--event-qps\` (\`eventRecordQPS\`) out: the default is 50 since Kubernetes 1.27, and 5 before. 0 sets no limit, at the expense of the API server.`,
    ignore: 'The API server is small, and Events are read from elsewhere.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const setting = kubelet.setting(FLAG);
    if (setting.origin !== 'set' || !/^-?\d{1,9}$/.test(setting.value)) return;
    const version = kubelet.version ?? kubernetesVersion;
    const least = atLeast(version, '1.27') ? 50 : 5;
    const usual = version === undefined ? '5 a second up to Kubernetes 1.26, and 50 since' : `${least} a second`;
    // More than the default does no harm in a release whose default is lower.
    const goal = version === undefined ? 50 : least;
    const limit = Number(setting.value);
    if (limit === 0 || limit >= least) return;
    yield {
      at: atSetting(kubelet, setting),
      message: `${limit < 0 ? 'The kubelet does not start' : `Events are dropped sooner than by default, which is at ${usual}`}: ${saidOf(FLAG, setting)}.`,
      fixes: [suggest(`Set --${FLAG} to ${goal}`, setFlag(kubelet, FLAG, String(goal)))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Fewer than by default',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --event-qps=2 --v=2
                                             ^ Events are dropped sooner than by default, which is at 5 a second up to Kubernetes 1.26, and 50 since: --event-qps is 2.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --event-qps=50 --v=2
    `,
  },
  {
    title: 'Fewer than by default since 1.27',
    file: 'var/lib/kubelet/config.yaml',
    kubernetesVersion: '1.30',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      eventRecordQPS: 5
                      ^ Events are dropped sooner than by default, which is at 50 a second: eventRecordQPS is 5.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      eventRecordQPS: 50
    `,
  },
  {
    title: 'Less than none',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      eventRecordQPS: -1
                      ^^ The kubelet does not start: eventRecordQPS is -1.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      eventRecordQPS: 50
    `,
  },
  {
    title: 'No limit',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --event-qps=0
    `,
  },
];
