import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds, WRITES } from '#core';

const DEEDS: readonly Deeds[] = [
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
    verbs: WRITES,
  },
];

export default defineRule({
  id: 'audit/no-unrecorded-rbac',
  summary: 'Who gives whom which rights must be recorded.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { mitre: ['T1098'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      The first thing to do with administrator rights is to give them to another account. Without a record of changed roles and bindings, nobody
      knows that it happened, or when.`,
    fix: `
      Put a rule with the level \`RequestResponse\` or \`Metadata\` for the group \`rbac.authorization.k8s.io\` before the one that drops it.`,
    ignore: `
      Roles are written by one controller from a repository, whose history is the record, and nobody else may write them.`,
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Changes of rights are not recorded', DEEDS),
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
                 ^^^^ Changes of rights are not recorded: this rule decides on every change of roles, clusterroles, rolebindings and clusterrolebindings, and its level is None.
          resources:
            - group: rbac.authorization.k8s.io
            - group: coordination.k8s.io
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
            - group: rbac.authorization.k8s.io
              resources:
                - roles
                - clusterroles
                - rolebindings
                - clusterrolebindings
        - level: None
          resources:
            - group: rbac.authorization.k8s.io
            - group: coordination.k8s.io
        - level: Metadata
    `,
  },
  {
    title: 'Only reads are dropped',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [get, list, watch]
          resources:
            - group: rbac.authorization.k8s.io
        - level: Metadata
    `,
  },
];
