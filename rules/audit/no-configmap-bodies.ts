import { type Deeds, defineRule, type Example, loggedBodies, resource, text } from '#core';

const SENT: Deeds = { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch'] };

/** What is watched is not logged. */
const ANSWERED: Deeds = { ...SENT, verbs: ['get', 'list'] };

export default defineRule({
  id: 'audit/no-configmap-bodies',
  summary: 'The audit log should not hold the content of ConfigMaps.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      ConfigMaps hold passwords more often than anybody likes, and are large and written often. CIS asks for their metadata only.`,
    fix: 'Put a rule with the level `Metadata` for configmaps before all that log bodies.',
    ignore: 'Nothing in this cluster keeps anything secret in a ConfigMap, and their changes are to be traceable.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  // To log single ConfigMaps, by name, is on purpose.
  check: policy => loggedBodies(policy, 'The content of ConfigMaps gets into the log', [SENT], [ANSWERED], false),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A namespace whose ConfigMaps are logged',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
                 ^^^^^^^ The content of ConfigMaps gets into the log: this rule decides on create, update and patch of configmaps, and its level is Request.
          resources:
            - group: ""
              resources: [configmaps]
          namespaces: [kube-system]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: [configmaps]
          namespaces: [kube-system]
        - level: Metadata
    `,
  },
  {
    title: 'One ConfigMap, by name',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: RequestResponse
          resources:
            - group: ""
              resources: [configmaps]
              resourceNames: [aws-auth]
        - level: Metadata
    `,
  },
];
