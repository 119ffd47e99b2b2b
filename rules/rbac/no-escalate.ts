import { defineRoleRule, enumerate, type Example, resource, text, verbProblems } from '#core';

export default defineRoleRule({
  id: 'rbac/no-escalate',
  summary: 'A role must not allow `escalate`, which lifts the limit on writing roles.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.8'], checkov: ['CKV_K8S_158'], trivy: ['KSV-0050'], kubescape: ['C-0191'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb'],
  docs: {
    why: `
      Whoever writes a role can normally put only rights into it that they have themselves. \`escalate\` lifts that limit:
      holders who may also update a role that they are bound to write \`*\` into it and are administrators.`,
    fix: 'Remove the verb. A controller that writes roles works without it as long as it has the rights that it hands out.',
    ignore: 'An operator that installs others and so must write roles with rights it cannot know.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const resources = role.kind === 'ClusterRole' ? ['roles', 'clusterroles'] : ['roles'];
    yield* verbProblems(role, { group: 'rbac.authorization.k8s.io', resources, verbs: ['escalate'] }, 'choice', grant => {
      const which = grant.names?.length ? ` named ${enumerate(grant.names)}` : '';
      return `"escalate" lets holders who can write ${enumerate(grant.covers.resources)}${which} put rights into them that they do not have.`;
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A controller that may write any role',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: installer
      rules:
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [clusterroles, roles]
          verbs: # as few as the charts allow
            - get
            - update
            - escalate
              ^^^^^^^^ "escalate" lets holders who can write roles and clusterroles put rights into them that they do not have.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: installer
      rules:
        - apiGroups: [rbac.authorization.k8s.io]
          resources: [clusterroles, roles]
          verbs: # as few as the charts allow
            - get
            - update
    `,
  },
  {
    title: 'One role by name, into which anything can be written',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: delegate, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: ["*"], resourceNames: [team], verbs: [escalate, patch]}
                                                                                                    ^^^^^^^^ "escalate" lets holders who can write roles named team put rights into them that they do not have.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: delegate, namespace: shop}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: ["*"], resourceNames: [team], verbs: [patch]}
    `,
  },
  {
    title: 'Where the verb means nothing, and a role that aggregation fills',
    file: 'roles.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [get, escalate]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [escalate]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [create, update]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: sum}
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "sum"}}]}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate]}
    `,
  },
];
