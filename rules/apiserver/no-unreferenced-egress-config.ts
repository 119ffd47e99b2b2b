import { defineRule, type Example, resource, text, unreferenced } from '#core';

const FLAG = 'egress-selector-config-file';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'apiserver/no-unreferenced-egress-config',
  summary: 'An egress selector configuration should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/'],
  docs: {
    why: `
      An API server that does not read it reaches nodes, etcd and webhooks without the proxy: whoever finds the file believes otherwise. Often the path in the flag was mistyped, or another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: resource('apiserver.k8s.io', 'EgressSelectorConfiguration'),
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
      apiVersion: apiserver.k8s.io/v1beta1
      kind: EgressSelectorConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ No kube-apiserver here reads this file: --egress-selector-config-file is not set.
      egressSelections: []
    `,
  },
  {
    title: 'One that reads it, installed under the same name',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/egress.yaml
          content: |
            apiVersion: apiserver.k8s.io/v1beta1
            kind: EgressSelectorConfiguration
            egressSelections: []
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --egress-selector-config-file=/etc/kubernetes/egress.yaml
    `,
  },
];
