import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'terminated-pod-gc-threshold';

export default defineRule({
  id: 'controller-manager/require-terminated-pod-gc',
  summary: 'The controller manager must clear away Pods that have ended.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.1'], checkov: ['CKV_K8S_106'], trivy: ['KCV-0033'], kubescape: ['C-0144'] },
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection',
  ],
  docs: {
    why: `
      With a threshold of 0 or less nobody deletes Pods that have ended. Whoever can start short Pods, by mistake or on purpose,
      fills etcd until the API server slows down for all.`,
    fix: 'Take the flag away (12500 by default), or set what the cluster can hold.',
    ignore: 'Something else deletes Pods that have ended.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    const setting = program.setting(FLAG);
    if (setting.origin !== 'set' || !/^(?:0|-\d+)$/.test(setting.value.trim())) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Pods that have ended are never cleared away: --${FLAG} is ${setting.value}.`,
      fixes: [suggest(`Remove --${FLAG} (12500 by default)`, removeFlag(program, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Never',
    file: 'args/kube-controller-manager',
    bad: text`
      --leader-elect=true
      --terminated-pod-gc-threshold=0
                                    ^ Pods that have ended are never cleared away: --terminated-pod-gc-threshold is 0.
    `,
    fixed: text`
      --leader-elect=true
    `,
  },
  {
    title: 'From so many on',
    file: 'args/kube-controller-manager',
    good: text`
      --leader-elect=true
      --terminated-pod-gc-threshold=1000
    `,
  },
];
