import { defineRule, type Example, isBootstrapRole, resource, text } from '#core';

export default defineRule({
  id: 'rbac/no-wildcard-resources',
  summary: 'A role must not name every resource with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'], trivy: ['KSV-0046', 'KSV-0112'], kubescape: ['C-0187'], 'kube-linter': ['wildcard-in-rules'],
  },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      \`*\` in \`resources\` includes Secrets, roles and \`pods/exec\`, and every kind that an operator you install
      next year brings along. Whoever holds the role reads every password in its reach.`,
    fix: 'Name the resources that the workload uses, subresources too.',
    ignore: 'A backup or audit tool that must see everything. Suppress it there and say who may use it.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    if (isBootstrapRole(role)) return;
    const reach = role.kind === 'ClusterRole' ? 'in the API groups it names' : 'of its namespace, in the API groups it names';
    for (const rule of role.at('rules').items()) {
      for (const item of rule.at('resources').items()) {
        if (item.asString() !== '*') continue;
        yield { at: item, message: `"*" in resources grants every resource ${reach}, also kinds installed later.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Reading everything is reading every Secret',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: observer
      rules:
      - apiGroups: [""]
        resources:
        # dashboards
        - '*'
          ^^^ "*" in resources grants every resource in the API groups it names, also kinds installed later.
        verbs: [get, list, watch]
    `,
  },
  {
    title: 'Named resources, and the scale of every resource',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: scaler}
      rules:
        - apiGroups: [apps]
          resources: [deployments, "*/scale"]
          verbs: [get, patch]
    `,
  },
];
