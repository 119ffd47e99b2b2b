import {
  type AuditPolicy,
  type AuditRule,
  decidesOnChange,
  defineRule,
  dropsWrites,
  type Example,
  isAboutUrls,
  isEmpty,
  judgedPolicy,
  reachedRules,
  replaceValue,
  requestsInWords,
  resource,
  shadowOf,
  suggest,
  text,
  type Value,
} from '#core';

/** Who can do the most, and whom everybody is among. */
const POWERFUL: readonly string[] = [
  ...['system:masters', 'kubeadm:cluster-admins', 'kubernetes-admin', 'kubernetes-super-admin', 'system:admin'],
  ...['system:kube-controller-manager', 'system:nodes', 'system:authenticated'],
  ...['system:serviceaccounts', 'system:serviceaccounts:kube-system'],
];

/** Who showed no credentials: there is no noise of theirs but health checks. */
const ANONYMOUS = ['system:anonymous', 'system:unauthenticated'];

export default defineRule({
  id: 'audit/no-exempt-users',
  summary: 'An audit policy must not leave out what powerful or anonymous users do.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { mitre: ['T1562'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      Attackers want to be \`system:masters\`, or the service account of a controller. A rule that drops all requests of such users makes the
      break-in that matters most invisible.`,
    fix: 'Name the resources and verbs that are noise, or give the rule the level `Metadata`.',
    ignore: 'Another system in front of the API server records what these users do.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    for (const rule of policy ? reachedRules(policy) : []) {
      for (const name of exempted(policy!, rule)) {
        const level = rule.value.at('level');
        yield {
          at: name,
          message: `What ${name.asString()} does is not recorded: this rule is about ${requestsInWords(rule)}, and its level is None.`,
          fixes: [suggest('Record metadata', replaceValue(level, 'Metadata'))],
        };
      }
    }
  },
});

/** Those of the rule's users and groups of whom something gets to it. A rule that names both is about no more of a group than those users. */
function exempted(policy: AuditPolicy, rule: AuditRule): readonly Value[] {
  if (rule.level !== 'None' || rule.isOpen || isAboutUrls(rule) || shadowOf(policy, rule)) return [];
  const keys = isEmpty(rule.users) ? (['userGroups'] as const) : (['users'] as const);
  return keys.flatMap(key =>
    rule.value
      .at(key)
      .items()
      .filter(it => {
        const name = it.asString() ?? '';
        if (ANONYMOUS.includes(name)) return true;
        return POWERFUL.includes(name) && dropsWrites(rule) && decidesOnChange(policy, rule, { [key]: { names: [name], isOpen: false } });
      }),
  );
}

export const examples = (): readonly Example[] => [
  {
    title: 'Administrators and everybody',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups:
            - system:masters # it is only us
              ^^^^^^^^^^^^^^ What system:masters does is not recorded: this rule is about get, list, watch, create, update, patch and delete of all resources in these namespaces, and its level is None.
          verbs: [get, list, watch, create, update, patch, delete]
          namespaces: [shop]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          userGroups:
            - system:masters # it is only us
          verbs: [get, list, watch, create, update, patch, delete]
          namespaces: [shop]
        - level: Metadata
    `,
  },
  {
    title: 'Anonymous requests for resources',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          users: ["system:anonymous"]
                  ^^^^^^^^^^^^^^^^^^ What system:anonymous does is not recorded: this rule is about these resources, and its level is None.
          resources: [{group: "", resources: [configmaps]}]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          users: ["system:anonymous"]
          resources: [{group: "", resources: [configmaps]}]
        - level: Metadata
    `,
  },
  {
    title: 'Noise, one user of a group, and what is left of changes that are recorded',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups: ["system:nodes"]
          verbs: [get]
          resources: [{group: "", resources: [nodes, "nodes/status"]}]
        - {level: None, userGroups: ["system:authenticated", "system:unauthenticated"], nonResourceURLs: ["/api*", "/version"]}
        - {level: None, users: ["system:kube-proxy"], userGroups: ["system:authenticated"]}
        - {level: Metadata, verbs: [create, update, patch, delete, deletecollection]}
        - {level: None, userGroups: ["system:nodes"]}
        - level: Metadata
    `,
  },
];
