import { choice, component, defineRule, type Example, removeFlag, text } from '#core';

export default defineRule({
  id: 'authentication/no-static-token-file',
  summary: 'The API server must not take tokens from a file.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.2'], checkov: ['CKV_K8S_70'], trivy: ['KCV-0002'], kubescape: ['C-0114'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file'],
  docs: {
    why: `
      Tokens of \`--token-auth-file\` stand in clear text on every control-plane node and in its backups. They never expire, and
      taking one back means a restart of each API server: whoever saw the file once stays who he was.`,
    fix: 'Give people an identity provider and programs service accounts, then take the flag away. Who still uses a token is locked out.',
    ignore: 'A throw-away test cluster, or a break-glass token that is kept elsewhere.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('token-auth-file');
    if (setting.origin !== 'set' || setting.value === '') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Tokens in ${setting.value} never expire and stand in clear text.`,
      fixes: [choice('Remove --token-auth-file (its tokens are refused then)', removeFlag(apiserver, 'token-auth-file'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Tokens in a file',
    file: 'args/kube-apiserver',
    bad: text`
      --secure-port=6443
      --token-auth-file=/etc/kubernetes/tokens.csv
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens in /etc/kubernetes/tokens.csv never expire and stand in clear text.
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'No such file',
    file: 'args/kube-apiserver',
    good: text`
      --secure-port=6443
    `,
  },
];
