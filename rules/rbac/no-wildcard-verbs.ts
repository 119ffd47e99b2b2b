import { choice, defineRule, type Example, isBootstrapRole, removeValue, replaceValue, resource, text } from '#core';

const READING = ['get', 'list', 'watch'] as const;

/** What is left of "every verb" without escalate, bind, impersonate, and whatever a later version adds. */
const READING_AND_WRITING = [...READING, 'create', 'update', 'patch', 'delete'] as const;

export default defineRule({
  id: 'rbac/no-wildcard-verbs',
  summary: 'A role must not allow every verb with `*`.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'], trivy: ['KSV-0045'], kubescape: ['C-0187'], 'kube-linter': ['wildcard-in-rules'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  docs: {
    why: `
      \`*\` in \`verbs\` is more than reading and writing. It includes \`escalate\`, \`bind\` and \`impersonate\`,
      with which the holder becomes anyone, and every verb that a later version of Kubernetes adds.`,
    fix: 'Name the verbs that the workload uses.',
    ignore: 'A break-glass role that only named people can assume. Suppress it there and say who may use it.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    if (isBootstrapRole(role)) return;
    for (const rule of role.at('rules').items()) {
      if (rule.at('nonResourceURLs').exists) continue;
      const verbs = rule.at('verbs').items();
      const others = verbs.filter(it => it.asString() !== '*');
      for (const verb of verbs) {
        if (verb.asString() !== '*') continue;
        yield {
          at: verb,
          message: '"*" in verbs allows every verb, also escalate, bind, impersonate and those of later versions.',
          fixes: others.length ? [choice('Allow only the verbs that are named', removeValue(verb))] : [
            choice('Allow reading and writing only', replaceValue(verb, ...READING_AND_WRITING)),
            choice('Allow reading only', replaceValue(verb, ...READING)),
          ],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every verb on a resource',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps]
          resources: [deployments]
          verbs: ["*"] # CI needs this
                  ^^^ "*" in verbs allows every verb, also escalate, bind, impersonate and those of later versions.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer}
      rules:
        - apiGroups: [apps]
          resources: [deployments]
          verbs: ["get", "list", "watch", "create", "update", "patch", "delete"] # CI needs this
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
        - apiGroups: [apps]
          resources: [deployments, "deployments/scale"]
          verbs: [get, list, watch, patch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: cluster-admin
        labels: {kubernetes.io/bootstrapping: rbac-defaults}
      rules:
        - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
    `,
  },
];
