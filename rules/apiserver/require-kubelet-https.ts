import { atLeast, component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'kubelet-https';

export default defineRule({
  id: 'apiserver/require-kubelet-https',
  summary: 'The API server must talk to kubelets over TLS.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_71'], trivy: ['KCV-0004'] },
  links: ['https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet'],
  docs: {
    why: `
      With \`--${FLAG}=false\` an API server older than 1.19 talks to kubelets in plain text. Whoever sees the network reads
      what \`kubectl exec\` and \`logs\` carry, passwords typed into a shell included, and types along.`,
    fix: `Take the flag away: true is its default. Newer releases always use TLS, and do not know the flag any more.`,
    ignore: 'The cluster is newer than 1.18 and the flag is left over; then say which version it is, and nothing is reported.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'false' || atLeast(apiserver.version ?? context.kubernetesVersion, '1.19')) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `The API server talks to kubelets in plain text: --${FLAG} is false.`,
      fixes: [suggest(`Remove --${FLAG}`, removeFlag(apiserver, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --kubelet-https=false
                      ^^^^^ The API server talks to kubelets in plain text: --kubelet-https is false.
      --secure-port=16443
    `,
    fixed: text`
      --secure-port=16443
    `,
  },
  {
    title: 'Without effect since 1.19',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.20',
    good: text`
      --kubelet-https=false
    `,
  },
];
