import { component, defineRule, type Example, serves, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/no-always-allow',
  summary: 'The kubelet must not allow every request.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['4.2.2'], checkov: ['CKV_K8S_139'], trivy: ['KCV-0080'], kubescape: ['C-0173'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization'],
  docs: {
    why: `
      \`AlwaysAllow\` lets whoever is let in do everything: run commands in any container of the node, read all logs, and with that take the tokens
      of every Pod. A token of any service account is enough to be let in, or none at all where anonymous requests are.`,
    fix: `
      Set \`--authorization-mode=Webhook\` (\`authorization.mode: Webhook\`), which asks the API server. It needs \`--kubeconfig\`.`,
    ignore: 'The kubelet runs static Pods only, without an API server, and only the node itself reaches its port.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (!serves(kubelet)) return;
    yield* wrongSetting(kubelet, 'authorization-mode', it => it === 'AlwaysAllow', 'Every request is allowed', 'Webhook');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'By a flag',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --authorization-mode=AlwaysAllow
                                                      ^^^^^^^^^^^ Every request is allowed: --authorization-mode is AlwaysAllow.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --authorization-mode=Webhook
    `,
  },
  {
    title: 'By default, where no configuration file is named',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ Every request is allowed: --authorization-mode is AlwaysAllow by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --authorization-mode=Webhook --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: AlwaysAllow
              ^^^^^^^^^^^ Every request is allowed: authorization.mode is AlwaysAllow.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: Webhook
    `,
  },
  {
    title: 'A configuration file has another default',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization: {}
    `,
  },
];
