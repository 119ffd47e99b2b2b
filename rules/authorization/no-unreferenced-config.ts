import { defineRule, type Example, authorizationConfiguration, text, unreferenced } from '#core';

const FLAG = 'authorization-config';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'authorization/no-unreferenced-config',
  summary: 'An authorization configuration should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization'],
  docs: {
    why: `
      An API server that does not read it asks other authorizers than the file names: whoever finds it believes otherwise. Often the path in the flag was mistyped, or another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: authorizationConfiguration,
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
      kind: AuthorizationConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^^^^^ No kube-apiserver here reads this file: --authorization-config is not set.
      authorizers: [{type: Node, name: node}, {type: RBAC, name: rbac}]
    `,
  },
  {
    title: 'One that reads it, installed under the same name',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/authz.yaml
          content: |
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthorizationConfiguration
            authorizers: [{type: Node, name: node}, {type: RBAC, name: rbac}]
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --authorization-config=/etc/kubernetes/authz.yaml
    `,
  },
];
