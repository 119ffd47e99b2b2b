import { choice, component, defineRule, type Example, serves, setFlag, text, valueOf, wrongSetting } from '#core';

const FLAG = 'anonymous-auth';

export default defineRule({
  id: 'kubelet/no-anonymous-auth',
  summary: 'The kubelet must not let in requests without credentials.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['4.2.1'], checkov: ['CKV_K8S_138'], trivy: ['KCV-0079'], kubescape: ['C-0172', 'C-0069'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication'],
  docs: {
    why: `
      A request without credentials becomes the user \`system:anonymous\`. With \`--authorization-mode=AlwaysAllow\` that user runs commands in
      every container of the node; with \`Webhook\`, one careless binding is enough.`,
    fix: `
      Set \`--anonymous-auth=false\` (\`authentication.anonymous.enabled: false\` in a KubeletConfiguration). A kubelet that is started without
      \`--config\` lets such requests in unless told otherwise; one with a configuration file does not. It must know
      somebody, by \`--client-ca-file\` or \`--authentication-token-webhook\`; where that cannot be seen, the fix is left to you.`,
    ignore: 'No network that anyone else is in leads to the port of the kubelet.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    if (!serves(kubelet)) return;
    // It stops with "No authentication method configured" where it neither knows anyone nor lets anyone in.
    const knowsSomebody =
      !!valueOf(kubelet.setting('client-ca-file')) || valueOf(kubelet.setting('authentication-token-webhook')) === 'true';
    for (const problem of wrongSetting(kubelet, FLAG, it => it === 'true', 'Requests without credentials are let in', 'false')) {
      yield knowsSomebody ? problem : { ...problem, fixes: [choice(`Set --${FLAG} to false`, setFlag(kubelet, FLAG, 'false'))] };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'By a flag',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --anonymous-auth=true --authorization-mode=Webhook
                                                  ^^^^ Requests without credentials are let in: --anonymous-auth is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --anonymous-auth=false --authorization-mode=Webhook
    `,
  },
  {
    title: 'By default, where no configuration file is named',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
                ^^^^^^^^^^^^^^^^ Requests without credentials are let in: --anonymous-auth is true by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --anonymous-auth=false --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        anonymous:
          enabled: true
                   ^^^^ Requests without credentials are let in: authentication.anonymous.enabled is true.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        anonymous:
          enabled: false
    `,
  },
  {
    title: 'A configuration file has another default',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 0
    `,
  },
];
