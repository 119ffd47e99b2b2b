import { defineRoleRule, type Example, namedResources, resource, rulesOf, text, wildcardCause } from '#core';

export default defineRoleRule({
  id: 'rbac/no-wildcard-resources',
  summary: 'A role must not name every resource with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['5.1.3'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0046', 'KSV-0112'],
    kubescape: ['C-0187'],
    'kube-linter': ['wildcard-in-rules'],
  },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      \`*\` in \`resources\` includes Secrets, roles and \`pods/exec\`, and every kind that an operator you install
      next year brings along. Whoever may read with it reads every password in its reach.`,
    fix: 'Name the resources that the workload uses, subresources too.',
    ignore: 'A backup or audit tool that must see everything. Suppress it there and say who may use it.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const everything = role.kind === 'ClusterRole' ? 'everything' : 'everything in its namespace';
    for (const rule of rulesOf(role)) {
      const groups = rule
        .at('apiGroups')
        .items()
        .map(it => it.asString());
      const owners = groups.includes('*')
        ? 'any API group defines'
        : groups.length === 1
          ? 'this API group defines'
          : 'these API groups define';
      const others = groups.includes('*') || groups.includes('') ? 'Secrets included' : 'also what is added later';
      for (const item of rule.at('resources').items()) {
        if (item.asString() !== '*') continue;
        yield {
          at: item,
          cause: wildcardCause(role, rule),
          message: `"*" in resources covers ${everything} that ${owners}, ${others}.`,
          fixes: namedResources(role, rule, item),
        };
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
          ^^^ "*" in resources covers everything that this API group defines, Secrets included.
        verbs: [get, list, watch]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: observer
      rules:
      - apiGroups: [""]
        resources:
        # dashboards
        - 'bindings'
        - 'componentstatuses'
        - 'configmaps'
        - 'endpoints'
        - 'events'
        - 'limitranges'
        - 'namespaces'
        - 'nodes'
        - 'persistentvolumeclaims'
        - 'persistentvolumes'
        - 'pods'
        - 'podtemplates'
        - 'replicationcontrollers'
        - 'resourcequotas'
        - 'serviceaccounts'
        - 'services'
        verbs: [get, list, watch]
    `,
  },
  {
    title: 'Everything of a group that holds no Secrets',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps, batch]
          resources: ["*"]
                      ^^^ "*" in resources covers everything in its namespace that these API groups define, also what is added later.
          verbs: [get]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps, batch]
          resources: ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets", "cronjobs", "jobs"]
          verbs: [get]
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
