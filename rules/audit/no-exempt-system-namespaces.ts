import {
  decidesOnChange,
  defineRule,
  dropsWrites,
  type Example,
  isEmpty,
  judgedPolicy,
  reachedRules,
  replaceValue,
  resource,
  suggest,
  text,
} from '#core';

const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];

export default defineRule({
  id: 'audit/no-exempt-system-namespaces',
  summary: 'An audit policy must not leave out what is changed in system namespaces.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { mitre: ['T1562'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      \`kube-system\` holds the service accounts of the controllers, and often the tokens of everything that was installed. Who may create a Pod or read a Secret
      there soon has the cluster; nobody would know.`,
    fix: `
      Name the resources and verbs that are noise, such as \`update\` of leases, or give the rule the level \`Metadata\`.`,
    ignore: 'Another system in front of the API server records what is done there.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(resource) {
    const policy = judgedPolicy(resource);
    for (const rule of policy ? reachedRules(policy) : []) {
      if (!dropsWrites(rule) || !isEmpty(rule.users) || !isEmpty(rule.userGroups)) continue;
      for (const namespace of rule.value
        .at('namespaces')
        .items()
        .filter(it => SYSTEM.includes(it.asString() ?? ''))) {
        const only = { names: [namespace.asString()!], isOpen: false };
        // Earlier rules may have seen to all changes.
        if (!decidesOnChange(policy!, rule, { namespaces: only })) continue;
        yield {
          at: namespace,
          message: `What is changed in ${namespace.asString()} is not recorded: this rule names no resources, and its level is None.`,
          fixes: [suggest('Record metadata', replaceValue(rule.value.at('level'), 'Metadata'))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'All of kube-system',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          namespaces: [kube-system] # noise
                       ^^^^^^^^^^^ What is changed in kube-system is not recorded: this rule names no resources, and its level is None.
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          namespaces: [kube-system] # noise
        - level: Metadata
    `,
  },
  {
    title: 'Leases in kube-system, and reads',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          namespaces: [kube-system]
          resources:
            - group: coordination.k8s.io
              resources: [leases]
        - level: None
          namespaces: [kube-node-lease]
          verbs: [get, list, watch]
        - level: Metadata
    `,
  },
  {
    title: 'Changes are recorded before',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          verbs: [create, update, patch, delete, deletecollection]
        - level: None
          namespaces: [kube-system]
        - level: Metadata
    `,
  },
];
