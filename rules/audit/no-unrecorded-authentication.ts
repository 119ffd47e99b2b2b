import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds } from '#core';

const DEEDS: readonly Deeds[] = [
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] },
  { group: 'certificates.k8s.io', resources: ['certificatesigningrequests'], verbs: ['create'] },
  { group: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] },
];

export default defineRule({
  id: 'audit/no-unrecorded-authentication',
  summary: 'Who gets tokens and certificates must be recorded.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A token or certificate made for another account outlives the break-in that it was made in. Without a record nobody knows that it exists.`,
    fix: 'Put a rule with the level `Metadata` for these resources before the one that drops them.',
    ignore: 'Only the kubelets may ask for tokens and certificates.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'New tokens and certificates are not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'The group is dropped',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
                 ^^^^ New tokens and certificates are not recorded: this rule decides on create of certificatesigningrequests, and on update and patch of certificatesigningrequests/approval, and its level is None.
          resources:
            - group: certificates.k8s.io
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs:
            - create
            - update
            - patch
          resources:
            - group: certificates.k8s.io
              resources:
                - certificatesigningrequests
                - certificatesigningrequests/approval
        - level: None
          resources:
            - group: certificates.k8s.io
        - level: Metadata
    `,
  },
  {
    title: 'Kubelets, and reviews',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups: ["system:nodes"]
          resources:
            - group: ""
              resources: ["serviceaccounts/token"]
        - level: None
          resources:
            - group: authentication.k8s.io
              resources: [tokenreviews]
        - level: Metadata
    `,
  },
];
