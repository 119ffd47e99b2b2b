import { type Deeds, defineRule, type Example, resource, text, unrecordedDeeds } from '#core';

/** `get`, because WebSockets begin with it. */
const DEEDS: readonly Deeds[] = [
  { group: '', resources: ['pods/exec', 'pods/attach', 'pods/portforward'], verbs: ['create', 'get'] },
  { group: '', resources: ['pods/proxy', 'services/proxy', 'nodes/proxy'], verbs: ['create', 'get'] },
  { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
];

export default defineRule({
  id: 'audit/no-unrecorded-exec',
  summary: 'Who enters Pods, or reaches through the API server into them, must be recorded.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'], mitre: ['T1609'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A shell in a Pod has what the Pod has: its service account, its Secrets, its network. What is typed there no audit log shows, so that at least who
      entered must be known. \`resources: [pods]\` does not match \`pods/exec\`, but \`pods/*\` does.`,
    fix: 'Put a rule with the level `Metadata` for these subresources before the one that drops them.',
    ignore: 'Nobody may use these subresources in this cluster.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => unrecordedDeeds(policy, 'Access into Pods is not recorded', DEEDS),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A whole core group',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
                 ^^^^ Access into Pods is not recorded: this rule decides on create and get of pods/exec, pods/attach, pods/portforward and pods/proxy, and on update and patch of pods/ephemeralcontainers, and its level is None.
          resources:
            - group: ""
              resources: ["pods/*"]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs:
            - create
            - get
            - update
            - patch
          resources:
            - group: ""
              resources:
                - pods/exec
                - pods/attach
                - pods/portforward
                - pods/proxy
                - pods/ephemeralcontainers
        - level: None
          resources:
            - group: ""
              resources: ["pods/*"]
        - level: Metadata
    `,
  },
  {
    title: 'Pods themselves',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          resources:
            - group: ""
              resources: [pods, "pods/status"]
        - level: Metadata
    `,
  },
];
