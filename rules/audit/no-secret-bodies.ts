import { type Deeds, defineRule, type Example, loggedBodies, resource, text } from '#core';

const SENT: Deeds = { group: '', resources: ['secrets'], verbs: ['create', 'update', 'patch'] };

/** What is watched is not logged. */
const ANSWERED: Deeds = { ...SENT, verbs: ['get', 'list'] };

export default defineRule({
  id: 'audit/no-secret-bodies',
  summary: 'The audit log must not hold the values of Secrets.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      At the levels \`Request\` and \`RequestResponse\` bodies are logged as they are. Whoever reads the log, the node's disk or the
      system that logs are shipped to, then has every Secret that was written or read, without any right in the cluster.`,
    fix: 'Put a rule with the level `Metadata` for secrets before all that log bodies.',
    ignore: 'The log is as well protected as etcd itself, and nobody but cluster administrators reads it.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => loggedBodies(policy, 'Values of Secrets get into the log', [SENT], [ANSWERED]),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A core group that is logged whole',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["/healthz*"]
        # Who changes what
        - level: Request
                 ^^^^^^^ Values of Secrets get into the log: this rule decides on create, update and patch of secrets, and its level is Request.
          resources:
            - group: ""
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          nonResourceURLs: ["/healthz*"]
        - level: Metadata
          resources:
            - group: ""
              resources:
                - secrets
        # Who changes what
        - level: Request
          resources:
            - group: ""
        - level: Metadata
    `,
  },
  {
    title: 'Reads, by members of a group',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: RequestResponse
                 ^^^^^^^^^^^^^^^ Values of Secrets get into the log: this rule decides on get and list of secrets, and its level is RequestResponse.
          userGroups: ["system:serviceaccounts"]
          verbs: [get, list]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources:
                - secrets
        - level: RequestResponse
          userGroups: ["system:serviceaccounts"]
          verbs: [get, list]
        - level: Metadata
    `,
  },
  {
    title: 'Secrets first, and requests that carry none',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          verbs: [get, list, watch, delete]
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets]
        - level: RequestResponse
          resources:
            - group: ""
    `,
  },
];
