import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds } from '#core';

const DEEDS: readonly Deeds[] = [
  { group: 'authentication.k8s.io', resources: ['tokenreviews'], verbs: ['create'] },
  {
    group: 'authorization.k8s.io',
    resources: ['subjectaccessreviews', 'localsubjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    verbs: ['create'],
  },
];

export default defineRule({
  id: 'audit/no-unrecorded-reviews',
  summary: 'Who has tokens checked, and asks what is allowed, should be recorded.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      Whoever has stolen a token first asks what it is good for: \`kubectl auth can-i\` is a SelfSubjectAccessReview. Who tries tokens makes TokenReviews. Both are
      traces of a break-in before any harm is done.`,
    fix: 'Put a rule with the level `Metadata` for these resources before the one that drops them. Programs that ask all the time may be left out by their user names.',
    ignore: 'The cluster has programs that ask all the time, and nobody would look through what they leave.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'What is asked about tokens and rights is not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left out as noise',
    file: 'audit.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
                 ^^^^ What is asked about tokens and rights is not recorded: this rule decides on create of tokenreviews and selfsubjectaccessreviews, and its level is None.
          resources:
            - group: authentication.k8s.io
            - {group: authorization.k8s.io, resources: [selfsubjectaccessreviews]}
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs:
            - create
          resources:
            - group: authentication.k8s.io
              resources:
                - tokenreviews
            - group: authorization.k8s.io
              resources:
                - selfsubjectaccessreviews
        - level: None
          resources:
            - group: authentication.k8s.io
            - {group: authorization.k8s.io, resources: [selfsubjectaccessreviews]}
        - level: Metadata
    `,
  },
  {
    title: 'Those of one program left out',
    file: 'audit.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          users: ["system:serviceaccount:monitoring:kube-rbac-proxy"]
          resources:
            - group: authentication.k8s.io
        - level: Metadata
    `,
  },
];
