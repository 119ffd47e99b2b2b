import { atLeast, component, defineRule, type Example, removeFlag, suggest, text } from '#core';

export default defineRule({
  id: 'authentication/no-basic-auth-file',
  summary: 'The API server must not take passwords from a file.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_69'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/', 'https://github.com/kubernetes/kubernetes/pull/89069'],
  docs: {
    why: `
      Passwords of \`--basic-auth-file\` stand in clear text on every control-plane node, are sent with every request, and change
      only with a restart. Kubernetes 1.19 took the flag away: the API server does not start with it.`,
    fix: 'Take the flag away, and give its users an identity provider.',
    ignore: 'A throw-away cluster of an old version.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const setting = apiserver.setting('basic-auth-file');
    if (setting.origin !== 'set' || setting.value === '') return;
    const isGone = atLeast(apiserver.version ?? context.kubernetesVersion, '1.19');
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: isGone
        ? 'The API server does not start: Kubernetes has no --basic-auth-file since 1.19.'
        : `Passwords in ${setting.value} never expire and stand in clear text.`,
      fixes: [
        suggest(`Remove --basic-auth-file${isGone ? '' : ' (its passwords are refused then)'}`, removeFlag(apiserver, 'basic-auth-file')),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Passwords in a file',
    file: 'args/kube-apiserver',
    bad: text`
      --basic-auth-file=/etc/kubernetes/users.csv
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ Passwords in /etc/kubernetes/users.csv never expire and stand in clear text.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'A flag that is gone',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.28',
    bad: text`
      --basic-auth-file=/etc/kubernetes/users.csv
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: Kubernetes has no --basic-auth-file since 1.19.
      --secure-port=6443
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
