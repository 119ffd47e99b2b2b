import { choice, defineRule, type Example, resource, setKey, suggest, text } from '#core';

export default defineRule({
  id: 'rbac/no-default-account-automount',
  summary: 'The service account `default` should not have its token mounted.',
  severity: 'warning',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.1.5'], checkov: ['CKV_K8S_41'], kubescape: ['C-0189'] },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  docs: {
    why: `
      Every Pod that names no service account gets the token of \`default\` unless it declines, also those that never call
      the API. Whoever breaks
      into one of them logs in with it, and has whatever somebody binds to \`default\` later.`,
    fix: 'Set `automountServiceAccountToken: false`, and give the Pods that call the API service accounts of their own.',
    ignore: 'A namespace whose Pods all call the API as `default`, and cannot name another account.',
  },

  on: resource('', 'ServiceAccount'),

  *check(account) {
    if (account.name !== 'default' || account.isPart) return;
    const mounts = account.at('automountServiceAccountToken');
    const isOn = mounts.asBoolean() === true || (mounts.type === 'absent' && account.root.lacks('automountServiceAccountToken'));
    if (!isOn) return;
    // Whoever asks for the token may have Pods that use it.
    const propose = mounts.exists ? choice : suggest;
    yield {
      at: mounts.exists ? mounts : { place: account.place, name: 'automountServiceAccountToken' },
      message: 'Every Pod that names no service account, and does not decline, gets a token of this one.',
      fixes: [propose('Set automountServiceAccountToken to false', setKey(account.root, 'automountServiceAccountToken', false))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'As every namespace has it',
    file: 'account.yaml',
    bad: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
                       ^^^^^^^ Every Pod that names no service account, and does not decline, gets a token of this one.
    `,
    fixed: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
      automountServiceAccountToken: false
    `,
  },
  {
    title: 'Mounted on purpose',
    file: 'account.yaml',
    bad: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
      automountServiceAccountToken: true
                                    ^^^^ Every Pod that names no service account, and does not decline, gets a token of this one.
    `,
    fixed: text`
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
      automountServiceAccountToken: false
    `,
  },
  {
    title: 'Not mounted, and another account',
    file: 'account.yaml',
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
