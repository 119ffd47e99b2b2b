import { atLeast, choice, component, defineRule, type Example, setFlag, text } from '#core';

const FLAG = 'service-account-extend-token-expiration';

export default defineRule({
  id: 'authentication/no-extended-service-account-tokens',
  summary: 'Tokens that Pods ask for by the hour must not be good for a year.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.30'], kubescape: ['C-0290'] },
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-token-volume',
  ],
  docs: {
    why: `
      For the sake of old clients that read their token only once, \`--service-account-extend-token-expiration\` makes the tokens
      that Pods are given by themselves good for a year instead of an hour. A token that leaks stays useful as long as its Pod lives.`,
    fix: 'Set the flag to false, once `serviceaccount_stale_tokens_total` shows that no client uses an old token.',
    ignore: 'Clients in the cluster still read their token only once.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    const setting = apiserver.setting(FLAG);
    // True by default in every supported version; the flag came with 1.19.
    const isDefault =
      apiserver.lacks(FLAG) &&
      // Without a key for them, Pods get none of these tokens: so it was before 1.20.
      !apiserver.lacks('service-account-signing-key-file') &&
      (version === undefined || atLeast(version, '1.21'));
    const isTrue = setting.origin === 'set' && setting.value === 'true';
    if (!isDefault && !isTrue) return;
    yield {
      at: setting.origin === 'set' ? { ...setting.at, place: setting.at.valuePlace } : apiserver,
      message: `Tokens of Pods are good for a year: --${FLAG} is true${isTrue ? '' : ' by default'}.`,
      fixes: [choice(`Set --${FLAG} to false (clients must read renewed tokens)`, setFlag(apiserver, FLAG, 'false'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No key for such tokens',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --service-account-key-file=/etc/ssl/sa.pub
    `,
  },
  {
    title: 'True by default',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Tokens of Pods are good for a year: --service-account-extend-token-expiration is true by default.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          service-account-extend-token-expiration: "false"
    `,
  },
  {
    title: 'Said so',
    file: 'args/kube-apiserver',
    bad: text`
      --secure-port=6443
      --service-account-extend-token-expiration=true
                                                ^^^^ Tokens of Pods are good for a year: --service-account-extend-token-expiration is true.
    `,
    fixed: text`
      --secure-port=6443
      --service-account-extend-token-expiration=false
    `,
  },
  {
    title: 'False',
    file: 'args/kube-apiserver',
    good: text`
      --service-account-extend-token-expiration=false
    `,
  },
];
