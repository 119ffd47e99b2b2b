import {
  type AuditRule,
  defineRule,
  dropsWrites,
  type Example,
  isAboutUrls,
  judgedPolicy,
  reachedRules,
  replaceValue,
  resource,
  suggest,
  text,
  type Value,
} from '#core';

/** Who can do the most, and whom everybody is among. */
const POWERFUL: readonly string[] = [
  'system:masters',
  'kubeadm:cluster-admins',
  'kubernetes-admin',
  'kubernetes-super-admin',
  'system:admin',
  'system:kube-controller-manager',
  'system:nodes',
  'system:serviceaccounts',
  'system:serviceaccounts:kube-system',
  'system:authenticated',
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
      for (const name of exempted(rule)) {
        const level = rule.value.at('level');
        yield {
          at: name,
          message: `What ${name.asString()} does is not recorded: this rule is about ${rule.resources.length ? 'these resources' : 'all resources'}, and its level is None.`,
          fixes: [suggest('Record metadata', replaceValue(level, 'Metadata'))],
        };
      }
    }
  },
});

function exempted(rule: AuditRule): readonly Value[] {
  if (rule.level !== 'None' || rule.isOpen || isAboutUrls(rule)) return [];
  const names = [...rule.value.at('users').items(), ...rule.value.at('userGroups').items()];
  return names.filter(it => {
    const name = it.asString() ?? '';
    return ANONYMOUS.includes(name) || (dropsWrites(rule) && POWERFUL.includes(name));
  });
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
              ^^^^^^^^^^^^^^ What system:masters does is not recorded: this rule is about all resources, and its level is None.
          verbs: [get, list, watch, create, update, patch, delete]
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
          resources:
            - group: ""
              resources: [configmaps]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          users: ["system:anonymous"]
          resources:
            - group: ""
              resources: [configmaps]
        - level: Metadata
    `,
  },
  {
    title: 'Noise, named',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          userGroups: ["system:nodes"]
          verbs: [get]
          resources:
            - group: ""
              resources: [nodes, "nodes/status"]
        - level: None
          userGroups: ["system:authenticated", "system:unauthenticated"]
          nonResourceURLs: ["/api*", "/version", "/healthz*"]
        - level: Metadata
    `,
  },
];
