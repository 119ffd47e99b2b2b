import { choice, defineRule, type Example, replaceValue, resource, setKey, suggest, text } from '#core';

export default defineRule({
  id: 'service-account/no-default-token',
  summary: 'The service account `default` must give its token to nobody unasked.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.1.5'], checkov: ['CKV_K8S_41'], kubescape: ['C-0189'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  docs: {
    why: `
      Every pod that names no account runs as this one. What is granted to it by mistake, all of them have, as long as
      their file systems hold its token.`,
    fix: 'Set `automountServiceAccountToken: false`. A pod that needs a token gets an account of its own.',
    ignore: 'A namespace that holds one workload, which needs the API.',
  },

  on: resource('', 'ServiceAccount'),

  *check(account) {
    if (account.name !== 'default') return;
    const at = account.at('automountServiceAccountToken');
    if (at.asBoolean() === true) {
      yield {
        at,
        message: 'The service account default gives its token to every pod that names no account.',
        fixes: [choice('Mount no token', replaceValue(at, false))],
      };
    } else if (!account.isPart && account.root.lacks('automountServiceAccountToken')) {
      yield {
        at: { place: account.place, name: 'automountServiceAccountToken' },
        message: 'The service account default gives its token to every pod that names no account.',
        fixes: [suggest('Mount no token', setKey(account.root, 'automountServiceAccountToken', false))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Nothing said, and said to be so',
    file: 'accounts.yaml',
    bad: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
              ^^^^^^^ The service account default gives its token to every pod that names no account.
        namespace: shop
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
        namespace: stock
      automountServiceAccountToken: true
                                    ^^^^ The service account default gives its token to every pod that names no account.
    `,
    fixed: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
        namespace: shop
      automountServiceAccountToken: false
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
        namespace: stock
      automountServiceAccountToken: false
    `,
  },
  {
    title: 'Kept to itself, and another account',
    file: 'accounts.yaml',
    good: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
      automountServiceAccountToken: false
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
    `,
  },
];
