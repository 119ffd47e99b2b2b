import { component, defineRule, type Example, text, wrongFiles } from '#core';

export default defineRule({
  id: 'flags/no-wrong-file',
  summary: 'A flag must name a file of the kind that the program reads there.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/'],
  docs: {
    why: `
      The program does not start: it wants one kind of configuration behind each flag, and refuses a file of another kind, without one, or one
      that does not parse. Where it was running before, the next restart ends it, on one node of the control plane after the other.`,
    fix: 'Name the right file, or put right what stands in it. The finding names both places.',
    ignore: 'Another file lies there when the program starts; say in `paths` of the configuration where the workspace keeps it.',
  },

  on: component(),
  needs: 'files',

  check: (program, context) => wrongFiles(program, flag => context.behind(program, flag)),
});

/** Across files in test/spec/files-of-flags.md. */
export const examples = (): readonly Example[] => [
  {
    title: 'Two files that were taken for each other',
    file: 'cloud-init.yaml',
    bad: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/encryption.yaml
          content: |
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules:
              - level: Metadata
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --encryption-provider-config=/etc/kubernetes/encryption.yaml
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kube-apiserver does not start: --encryption-provider-config takes an EncryptionConfiguration, and what is written there is a Policy.
    `,
  },
  {
    title: 'A group that the API server does not know',
    file: 'cloud-init.yaml',
    bad: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/audit.yaml
          content: |
            apiVersion: policy/v1
            kind: Policy
            rules:
              - level: Metadata
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --audit-policy-file=/etc/kubernetes/audit.yaml
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ kube-apiserver does not start: --audit-policy-file takes a Policy, and what is written there has the apiVersion policy/v1.
    `,
  },
  {
    title: 'The kind that belongs there',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/audit.yaml
          content: |
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules:
              - level: Metadata
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --audit-policy-file=/etc/kubernetes/audit.yaml
    `,
  },
];
