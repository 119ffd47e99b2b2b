import { atLeast, component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'kubelet-https';

export default defineRule({
  id: 'apiserver/require-kubelet-https',
  summary: 'The API server must talk to kubelets over TLS.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_71'], trivy: ['KCV-0004'] },
  links: ['https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet'],
  docs: {
    why: `
      With \`--${FLAG}=false\` an API server older than 1.19 talks to kubelets in plain text. Kubelets answer over TLS only, so
      logs and \`kubectl exec\` fail, unless somebody in between answers in their place: and reads what is typed into the shell.`,
    fix: `Take the flag away: true is its default. Since 1.19 it has no effect, for TLS is always used; later releases do not start with it.`,
    ignore: 'The cluster is newer than 1.18 and the flag is left over; then say which version it is, and nothing is reported.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'false' || atLeast(apiserver.version ?? context.kubernetesVersion, '1.19')) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Up to Kubernetes 1.18, the API server talks to kubelets in plain text: --${FLAG} is false.`,
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
                      ^^^^^ Up to Kubernetes 1.18, the API server talks to kubelets in plain text: --kubelet-https is false.
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
