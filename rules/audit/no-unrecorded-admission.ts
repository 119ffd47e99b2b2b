import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds, WRITES } from '#core';

const DEEDS: readonly Deeds[] = [
  {
    group: 'admissionregistration.k8s.io',
    resources: [
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
    ],
    verbs: WRITES,
  },
  { group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'], verbs: WRITES },
  { group: 'apiregistration.k8s.io', resources: ['apiservices'], verbs: WRITES },
];

export default defineRule({
  id: 'audit/no-unrecorded-admission',
  summary: 'Who changes what the API server asks and serves must be recorded.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A webhook sees, and may change, every object that is written; an APIService gets the requests of a whole group with the headers that name the user.
      Without a record nobody knows who put one in, or took a policy away.`,
    fix: 'Put a rule with the level `Request` or `Metadata` for these groups before the one that drops them.',
    ignore: 'These objects are written by one controller from a repository, whose history is the record.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Changes of what the API server asks and serves are not recorded', DEEDS),
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
                 ^^^^ Changes of what the API server asks and serves are not recorded: this rule decides on every change of customresourcedefinitions and apiservices, and its level is None.
          resources:
            - group: apiextensions.k8s.io
            - group: apiregistration.k8s.io
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
            - delete
            - deletecollection
          resources:
            - group: apiextensions.k8s.io
              resources:
                - customresourcedefinitions
            - group: apiregistration.k8s.io
              resources:
                - apiservices
        - level: None
          resources:
            - group: apiextensions.k8s.io
            - group: apiregistration.k8s.io
        - level: Metadata
    `,
  },
  {
    title: 'Recorded with everything else',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
];
