import { defineRule, type Example, resource, text, unreferenced } from '#core';

const FLAG = 'audit-policy-file';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'audit/no-unreferenced-policy',
  summary: 'An audit policy should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A policy that no API server reads records nothing, and whoever finds the file believes that there is an audit log. Often the path in the flag was mistyped, or
      another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: resource('audit.k8s.io', 'Policy'),
  needs: ASKED,

  check: (policy, context) => unreferenced(policy, ASKED, context),
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
      apiVersion: audit.k8s.io/v1
      kind: Policy
            ^^^^^^ No kube-apiserver here reads this file: --audit-policy-file is not set.
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'One that reads another file',
    file: 'cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - {name: audit-policy-file, value: /etc/kubernetes/audit/policy.yaml}
      ---
      apiVersion: audit.k8s.io/v1
      kind: Policy
            ^^^^^^ No kube-apiserver here reads a file of this name: --audit-policy-file is /etc/kubernetes/audit/policy.yaml.
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'No API server in sight',
    file: 'policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
];
