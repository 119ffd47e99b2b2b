import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds } from '#core';

const DEEDS: readonly Deeds[] = [
  { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] },
];

export default defineRule({
  id: 'audit/no-unrecorded-secrets',
  summary: 'Who reads and writes Secrets must be recorded.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'], mitre: ['T1552'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      Stolen credentials are used where nobody looks. Without a record of who read which Secret, all of them must be replaced after a break-in.`,
    fix: 'Put a rule with the level `Metadata` for secrets before the one that drops them.',
    ignore: 'Access to Secrets is recorded elsewhere, by the key management service for example.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Access to Secrets is not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Reads are dropped to save space',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        # too many
        - level: None
                 ^^^^ Access to Secrets is not recorded: this rule decides on get, list and watch of secrets, and its level is None.
          verbs: [get, list, watch]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs:
            - get
            - list
            - watch
          resources:
            - group: ""
              resources:
                - secrets
        # too many
        - level: None
          verbs: [get, list, watch]
        - level: Metadata
    `,
  },
  {
    title: 'Secrets come before what is dropped',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets]
        - level: None
          verbs: [get, list, watch]
        - level: Metadata
    `,
  },
];
