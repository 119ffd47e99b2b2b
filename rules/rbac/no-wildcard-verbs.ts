import { choice, defineRoleRule, type Example, namedVerbs, removeValue, resource, rulesOf, text, type Value, wildcardCause } from '#core';

/** Verbs that few expect, by the group and the resources on which they mean something. Source: kubernetes.io/docs/concepts/security/rbac-good-practices. */
const UNEXPECTED: readonly (readonly [verbs: string, group: string, on: readonly string[]])[] = [
  ['escalate, bind', 'rbac.authorization.k8s.io', ['*', 'roles', 'clusterroles']],
  ['impersonate', '', ['*', 'users', 'groups', 'serviceaccounts']],
];

const READING = ['get', 'list', 'watch'] as const;

/** What is left of "every verb" without escalate, bind, impersonate, and whatever a later version adds. */
const READING_AND_WRITING = [...READING, 'create', 'update', 'patch', 'delete'] as const;

export default defineRoleRule({
  id: 'rbac/no-wildcard-verbs',
  summary: 'A role must not allow every verb with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: {
    'cis-1.12': ['5.1.3'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0045'],
    kubescape: ['C-0187'],
    'kube-linter': ['wildcard-in-rules'],
  },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      \`*\` in \`verbs\` is more than reading and writing. On roles it includes \`escalate\` and \`bind\`, on accounts
      \`impersonate\`, with which the holder becomes anyone; and everywhere every verb that a later version of Kubernetes adds.`,
    fix: 'Name the verbs that the workload uses.',
    ignore: 'A break-glass role that only named people can assume. Suppress it there and say who may use it.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      if (rule.at('nonResourceURLs').exists) continue;
      const verbs = rule.at('verbs').items();
      const groups = namesIn(rule, 'apiGroups');
      const resources = namesIn(rule, 'resources');
      const unexpected = UNEXPECTED.filter(
        ([, group, on]) => ['*', group].some(it => groups.includes(it)) && on.some(it => resources.includes(it)),
      ).map(([names]) => names);
      const others = verbs.filter(it => it.asString() !== '*');
      for (const verb of verbs) {
        if (verb.asString() !== '*') continue;
        yield {
          at: verb,
          cause: wildcardCause(role, rule),
          message: `"*" in verbs includes ${unexpected.join(', ') || 'deletecollection'}, and whatever verbs later versions add.`,
          fixes: others.length
            ? [choice('Allow only the verbs that are named', removeValue(verb))]
            : [
                ...namedVerbs('Allow reading and writing only', rule, verb, READING_AND_WRITING),
                ...namedVerbs('Allow reading only', rule, verb, READING),
              ],
        };
      }
    }
  },
});

const namesIn = (rule: Value, key: string): readonly (string | undefined)[] =>
  rule
    .at(key)
    .items()
    .map(it => it.asString());

export const examples = (): readonly Example[] => [
  {
    title: 'A subresource that can only be read and created',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: debug}
      rules:
        - {apiGroups: [""], resources: [pods/attach], verbs: ["*"]}
                                                              ^^^ "*" in verbs includes deletecollection, and whatever verbs later versions add.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: debug}
      rules:
        - {apiGroups: [""], resources: [pods/attach], verbs: ["get", "create"]}
    `,
  },
  {
    title: 'Every verb, in a group on which escalate, bind and impersonate mean nothing',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps]
          resources: ["*"]
          verbs: ["*"] # CI needs this
                  ^^^ "*" in verbs includes deletecollection, and whatever verbs later versions add.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps]
          resources: ["*"]
          verbs: ["get", "list", "watch", "create", "update", "patch", "delete"] # CI needs this
    `,
  },
  {
    title: 'Every verb on roles, which is every right there is',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: role-manager}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, "*"]}
                                                                                                  ^^^ "*" in verbs includes escalate, bind, and whatever verbs later versions add.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: role-manager}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get]}
    `,
  },
  {
    title: 'Named verbs, and a role that Kubernetes itself maintains',
    file: 'roles.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - {apiGroups: [apps], resources: [deployments, "deployments/scale"], verbs: [get, list, watch, patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: cluster-admin, labels: {kubernetes.io/bootstrapping: rbac-defaults}}
      rules:
        - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
    `,
  },
];
