import { type Deeds, defineRule, type Example, loggedBodies, resource, text } from '#core';

/** The token to be reviewed is in the request, and again in the answer. */
const SENT: Deeds = { group: 'authentication.k8s.io', resources: ['tokenreviews'], verbs: ['create'] };

/** The new token is in the answer only. */
const ANSWERED: Deeds = { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] };

export default defineRule({
  id: 'audit/no-token-bodies',
  summary: 'The audit log must not hold bearer tokens.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A request for a service account's token is answered with the token, and a TokenReview carries one. Both are logged as they are where
      bodies are logged, and work for whoever reads the log until they expire.`,
    fix: `
      Put a rule with the level \`Metadata\` for \`serviceaccounts/token\` and \`tokenreviews\` before all that log bodies.`,
    ignore: 'The log is as well protected as etcd itself, and nobody but cluster administrators reads it.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  check: policy => loggedBodies(policy, 'Bearer tokens get into the log', [SENT], [ANSWERED]),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Secrets are spared, tokens are not',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, configmaps]
        - level: RequestResponse
                 ^^^^^^^^^^^^^^^ Bearer tokens get into the log: this rule decides on create of tokenreviews and serviceaccounts/token, and its level is RequestResponse.
          verbs: [create, update, patch, delete]
          omitStages: [RequestReceived]
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [secrets, configmaps]
        - level: Metadata
          resources:
            - group: authentication.k8s.io
              resources:
                - tokenreviews
            - group: ""
              resources:
                - serviceaccounts/token
          omitStages:
            - RequestReceived
        - level: RequestResponse
          verbs: [create, update, patch, delete]
          omitStages: [RequestReceived]
    `,
  },
  {
    title: 'Requests for tokens hold none',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          resources:
            - group: ""
              resources: ["serviceaccounts/token"]
        - level: Metadata
    `,
  },
];
