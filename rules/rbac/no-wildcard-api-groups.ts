import { choice, defineRoleRule, type Example, groupOf, replaceValue, resource, rulesOf, text, wildcardCause } from '#core';

export default defineRoleRule({
  id: 'rbac/no-wildcard-api-groups',
  summary: 'A role must not name every API group with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['5.1.3'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0044'],
    kubescape: ['C-0187'],
    'kube-linter': ['wildcard-in-rules'],
  },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      With \`*\` in \`apiGroups\`, a resource means every resource of that name, whoever defines it: a later
      operator that brings a \`secrets\` or \`backups\` kind of its own is covered without anyone having said so.`,
    fix: 'Name the group that owns the resource; the core group is `""`.',
    ignore: 'A role that must see every resource of every group, and that only named people can assume.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const groups = rule.at('apiGroups').items();
      for (const group of groups) {
        if (group.asString() !== '*') continue;
        const owners =
          groups.length === 1
            ? ownersOf(
                rule
                  .at('resources')
                  .items()
                  .map(it => it.asString()),
              )
            : [];
        yield {
          at: group,
          cause: wildcardCause(role, rule),
          message: '"*" in apiGroups covers resources of that name in every API group, also groups installed later.',
          fixes: owners.length
            ? [choice(`Replace "*" by ${owners.map(it => JSON.stringify(it)).join(' and ')}`, replaceValue(group, ...owners))]
            : [],
        };
      }
    }
  },
});

/** The groups that own all of these resources; none unless every one is built in. */
function ownersOf(resources: readonly (string | undefined)[]): readonly string[] {
  const owners = resources.map(it => (it === undefined ? undefined : groupOf(it)));
  return owners.every(it => it !== undefined) ? [...new Set(owners)] : [];
}

export const examples = (): readonly Example[] => [
  {
    title: 'Deployments of every group',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: ["*"]
                      ^^^ "*" in apiGroups covers resources of that name in every API group, also groups installed later.
          resources: ["deployments", "pods/log"]
          verbs: ["get"]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: ["apps", ""]
          resources: ["deployments", "pods/log"]
          verbs: ["get"]
    `,
  },
  {
    title: 'Named groups',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: ["", apps]
          resources: [pods, deployments]
          verbs: [get]
    `,
  },
];
