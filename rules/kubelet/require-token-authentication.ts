import { component, defineRule, type Example, serves, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/require-token-authentication',
  summary: 'The kubelet should ask the API server whose a token is.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication'],
  docs: {
    why: `
      Without it, service accounts and people with tokens cannot show who they are, and tend to be let in as nobody: that is why anonymous requests
      get allowed.`,
    fix: `
      Set \`--authentication-token-webhook\` (\`authentication.webhook.enabled: true\`).`,
    ignore: 'All clients of the kubelet come with certificates.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (!serves(kubelet)) return;
    yield* wrongSetting(kubelet, 'authentication-token-webhook', it => it === 'false', 'The kubelet knows nobody by a token', 'true');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default, where no configuration file is named',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ The kubelet knows nobody by a token: --authentication-token-webhook is false by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --authentication-token-webhook=true --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'Switched off',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        webhook:
          enabled: false
                   ^^^^^ The kubelet knows nobody by a token: authentication.webhook.enabled is false.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        webhook:
          enabled: true
    `,
  },
  {
    title: 'On',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --authentication-token-webhook
    `,
  },
];
