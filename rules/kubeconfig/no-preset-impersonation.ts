import { choice, defineRule, type Example, kubeconfig, removeValue, text, usersOf } from '#core';

export default defineRule({
  id: 'kubeconfig/no-preset-impersonation',
  summary: 'A kubeconfig must not make every request one of an administrator.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation'],
  docs: {
    why: `
      With \`as-groups\` every command runs with the rights of that group, a mistyped \`kubectl delete\` too. A user who may impersonate \`system:masters\` is its member in all but name.`,
    fix: 'Take it away, and write `--as-group` where a single command needs it.',
    ignore: 'The file is for emergencies only.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of usersOf(config)) {
      // Groups alone are left out of account: `getUserIdentificationPartialConfig` in `k8s.io/client-go/tools/clientcmd`.
      if (value.lacks('as') || value.at('as').asString() === '') continue;
      const groups = value.at('as-groups');
      const group = groups.items().find(it => it.asString() === 'system:masters');
      if (!group) continue;
      const isLast = groups.items().length === 1 && groups.isClosed;
      yield {
        at: group,
        message: `Every request of ${JSON.stringify(name)} is allowed everything: it is made as a member of system:masters.`,
        fixes: [choice('Take system:masters out of as-groups', removeValue(isLast ? groups : group))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'As an administrator, always',
    file: 'kubeconfig.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      users:
        - name: jane
          user:
            tokenFile: /home/jane/token
            as: jane
            as-groups: [system:masters]
                        ^^^^^^^^^^^^^^ Every request of "jane" is allowed everything: it is made as a member of system:masters.
    `,
    fixed: text`
      apiVersion: v1
      kind: Config
      users:
        - name: jane
          user:
            tokenFile: /home/jane/token
            as: jane
    `,
  },
  {
    title: 'As somebody with few rights',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {tokenFile: /home/jane/token, as: auditor, as-groups: [auditors]}}
    `,
  },
  {
    title: 'A group without a user',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {tokenFile: /home/jane/token, as-groups: [system:masters]}}
    `,
  },
];
