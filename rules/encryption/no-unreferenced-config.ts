import { defineRule, encryptionConfiguration, type Example, text, unreferenced } from '#core';

const FLAG = 'encryption-provider-config';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'encryption/no-unreferenced-config',
  summary: 'An encryption configuration should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#use-the-new-encryption-configuration-file'],
  docs: {
    why: `
      A configuration that no API server reads encrypts nothing, and whoever finds the file believes that Secrets are safe. Often the path in the flag was
      mistyped, or another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: encryptionConfiguration,
  needs: ASKED,

  check: (configuration, context) => unreferenced(configuration, ASKED, context),
});

/** Across files in test/spec/files-together.md. */
export const examples = (): readonly Example[] => [
  {
    title: 'An API server that is not told',
    file: 'cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      ---
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^^ No kube-apiserver here reads this file: --encryption-provider-config is not set.
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'No API server in sight',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
];
