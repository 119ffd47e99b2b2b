import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds, WRITES } from '#core';

const DEEDS: readonly Deeds[] = [
  { group: '', resources: ['namespaces', 'nodes', 'persistentvolumes', 'serviceaccounts'], verbs: WRITES },
  { group: 'networking.k8s.io', resources: ['networkpolicies'], verbs: WRITES },
];

export default defineRule({
  id: 'audit/no-unrecorded-cluster-objects',
  summary: 'Who changes namespaces, nodes, volumes, accounts and network policies should be recorded.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A label on a namespace switches Pod Security off, one on a node moves Pods to it, and a network policy that is gone lets everybody talk to everybody.
      Without a record nobody knows who did it, or when.`,
    fix: 'Put a rule with the level `Metadata` for changes of these objects before the one that drops them. What kubelets report goes to `nodes/status`, which may be left out.',
    ignore: 'They are written by one controller from a repository, whose history is the record, and nobody else may write them.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Changes of what the cluster is made of are not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Nodes, with what kubelets report',
    file: 'audit.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
                 ^^^^ Changes of what the cluster is made of are not recorded: this rule decides on update and patch of nodes, and its level is None.
          verbs: [get, patch, update]
          resources:
            - {group: "", resources: [nodes, nodes/status]}
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs:
            - update
            - patch
          resources:
            - group: ""
              resources:
                - nodes
        - level: None
          verbs: [get, patch, update]
          resources:
            - {group: "", resources: [nodes, nodes/status]}
        - level: Metadata
    `,
  },
  {
    title: 'What kubelets report',
    file: 'audit.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [get, patch, update]
          resources:
            - {group: "", resources: [nodes/status]}
        - level: Metadata
    `,
  },
];
