import {
  decide,
  defineRule,
  dropsWrites,
  ANY,
  enumerate,
  type Example,
  isCatchAll,
  isEmpty,
  judgedPolicy,
  replaceValue,
  requestOf,
  resource,
  suggest,
  text,
  WRITES,
} from '#core';

export default defineRule({
  id: 'audit/no-unrecorded-writes',
  summary: 'An audit policy must not drop changes of every kind.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['3.2.2'], kubescape: ['C-0161'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A rule that names no resources is about all of them. With the level \`None\` and a verb that writes, nobody ever knows who changed what:
      roles, Secrets, webhooks and workloads alike.`,
    fix: `
      Give the rule the level \`Metadata\`, or name the few resources whose changes are noise, such as events and leases.`,
    ignore: 'Another system in front of the API server records these requests.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    for (const rule of policy?.rules ?? []) {
      // Rules about people, and the last one, are other rules' matter.
      if (!dropsWrites(rule) || isCatchAll(rule) || !isEmpty(rule.users) || !isEmpty(rule.userGroups)) continue;
      const verbs = WRITES.filter(it => decide(policy!, requestOf({ group: ANY, resource: ANY }, it))?.rule === rule);
      if (!verbs.length) continue;
      const level = rule.value.at('level');
      const earlier = policy!.rules.slice(0, policy!.rules.indexOf(rule));
      const other = earlier.some(it => it.level !== 'None' && (it.resources.length > 0 || it.isOpen)) ? ' other' : '';
      yield {
        at: level,
        message: `Changes of every${other} kind are not recorded: this rule decides on ${enumerate(verbs)} of all${other} resources, and its level is None.`,
        fixes: [suggest('Record metadata', replaceValue(level, 'Metadata'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Deletions are dropped',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None # garbage collection is noisy
                 ^^^^ Changes of every kind are not recorded: this rule decides on delete and deletecollection of all resources, and its level is None.
          verbs: [delete, deletecollection]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata # garbage collection is noisy
          verbs: [delete, deletecollection]
        - level: Metadata
    `,
  },
  {
    title: 'All but Secrets',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - {group: "", resources: [secrets]}
        - level: None
                 ^^^^ Changes of every other kind are not recorded: this rule decides on create, update and patch of all other resources, and its level is None.
          verbs: [create, update, patch]
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - {group: "", resources: [secrets]}
        - level: Metadata
          verbs: [create, update, patch]
        - level: Metadata
    `,
  },
  {
    title: 'Reads, and changes of what is noise',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          verbs: [get, list, watch]
        - level: None
          resources:
            - group: coordination.k8s.io
              resources: [leases]
        - level: Metadata
    `,
  },
];
