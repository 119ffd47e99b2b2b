import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

export default defineRule({
  id: 'authentication/require-service-account-lookup',
  summary: 'The API server must ask whether the service account of a token still exists.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.21'], checkov: ['CKV_K8S_96'], trivy: ['KCV-0024'], kubescape: ['C-0135'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      With \`--service-account-lookup=false\` a token of a service account is good as long as its signature is: it outlives the
      account, the Pod and the Secret it belongs to. Deleting them does not stop an attacker who has it.`,
    fix: 'Take the flag away: the default is true.',
    ignore: 'Never needed: the look-up costs next to nothing.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('service-account-lookup');
    if (setting.origin !== 'set' || setting.value !== 'false') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: 'Tokens of deleted service accounts stay valid: --service-account-lookup is false.',
      fixes: [suggest('Remove --service-account-lookup (true by default)', removeFlag(apiserver, 'service-account-lookup'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off',
    file: 'args/kube-apiserver',
    bad: text`
      --secure-port=6443
      --service-account-lookup=false
                               ^^^^^ Tokens of deleted service accounts stay valid: --service-account-lookup is false.
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'On by default',
    file: 'args/kube-apiserver',
    good: text`
      --secure-port=6443
    `,
  },
];
