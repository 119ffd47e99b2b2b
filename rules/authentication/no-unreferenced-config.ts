import { defineRule, type Example, authenticationConfiguration, text, unreferenced } from '#core';

const FLAG = 'authentication-config';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'authentication/no-unreferenced-config',
  summary: 'An authentication configuration should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      An API server that does not read it does not heed what it says of issuers and of anonymous requests: whoever finds the file believes otherwise. Often the path in the flag was mistyped, or another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: authenticationConfiguration,
  needs: ASKED,

  check: (configuration, context) => unreferenced(configuration, ASKED, context),
});

export const examples = (): readonly Example[] => [
  {
    title: 'An API server that is not told',
    file: 'cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      ---
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ No kube-apiserver here reads this file: --authentication-config is not set.
      jwt: []
    `,
  },
  {
    title: 'One that reads it, installed under the same name',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/authn.yaml
          content: |
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            jwt: []
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --authentication-config=/etc/kubernetes/authn.yaml
    `,
  },
];
