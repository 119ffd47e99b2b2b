import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds, WRITES } from '#core';

const DEEDS: readonly Deeds[] = [
  { group: '', resources: ['pods'], verbs: WRITES },
  { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets'], verbs: WRITES },
  { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: WRITES },
];

export default defineRule({
  id: 'audit/no-unrecorded-workloads',
  summary: 'Who starts, changes and deletes workloads must be recorded.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: 'Mining, persistence and escape all begin with a Pod that somebody created. Without a record nobody knows who.',
    fix: `
      Put a rule with the level \`Metadata\` for writes of workloads before the one that drops them; controllers may be left out by their user names.`,
    ignore: `
      Workloads are written by one controller from a repository, whose history is the record, and nobody else may write them.`,
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Changes of workloads are not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A group is dropped',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
                 ^^^^ Changes of workloads are not recorded: this rule decides on every change of jobs and cronjobs, and its level is None.
          resources:
            - group: batch
              resources: ["*"]
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
            - group: batch
              resources:
                - jobs
                - cronjobs
        - level: None
          resources:
            - group: batch
              resources: ["*"]
        - level: Metadata
    `,
  },
  {
    title: 'Only status, and by controllers',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          resources:
            - group: ""
              resources: ["pods/status"]
        - level: None
          users: ["system:serviceaccount:kube-system:job-controller"]
          resources:
            - group: ""
              resources: [pods]
        - level: Metadata
    `,
  },
];
