import { choice, component, defineRule, type Example, setFlag, text } from '#core';

const FLAG = 'service-account-max-token-expiration';

export default defineRule({
  id: 'authentication/require-service-account-token-limit',
  summary: 'The API server should limit how long tokens of service accounts may be good.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens',
  ],
  docs: {
    why: `
      Whoever may create \`serviceaccounts/token\` chooses for how long the token is good. Without a limit that can be many years, and
      nothing but deleting the service account takes such a token back.`,
    fix: 'Set `--service-account-max-token-expiration`, as short as the programs that ask for tokens can bear; longer wishes are cut.',
    ignore: 'Few may create tokens, and they ask for short ones.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    // Without such a key, no tokens with a lifetime are given out (up to 1.19), or the API server does not start.
    if (!apiserver.lacks(FLAG) || apiserver.lacks('service-account-signing-key-file')) return;
    yield {
      at: apiserver,
      message: `Tokens of service accounts can be good for as long as their creator likes: --${FLAG} is not set.`,
      fixes: [choice(`Set --${FLAG} to 24h`, setFlag(apiserver, FLAG, '24h'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No limit',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Tokens of service accounts can be good for as long as their creator likes: --service-account-max-token-expiration is not set.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          service-account-max-token-expiration: 24h
    `,
  },
  {
    title: 'kubeadm before 1.20 lets nobody ask for tokens',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta2
      kind: ClusterConfiguration
      kubernetesVersion: v1.19.4
    `,
  },
  {
    title: 'A day',
    file: 'args/kube-apiserver',
    good: text`
      --service-account-max-token-expiration=24h
    `,
  },
];
