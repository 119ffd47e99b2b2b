import { defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'service-account/no-token-secret',
  summary: 'No Secret must hold a token of a service account that never expires.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { mitre: ['T1552.007'] },
  links: ['https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token'],
  docs: {
    why: `
      The control plane fills such a Secret with a token that is good until the Secret or the account is deleted. Whoever
      reads it once, from the API, a backup or a log, has the account from then on, from anywhere.`,
    fix: `
      Remove the Secret. Pods get tokens that end with them; programs outside of the cluster get short ones from
      \`kubectl create token\` or the TokenRequest API.`,
    ignore: 'A program outside of the cluster that can only read a token that stays.',
  },

  on: { ...resource('', 'Secret'), mentions: 'kubernetes.io/service-account-token' },

  *check(secret) {
    const type = secret.at('type');
    if (type.asString() !== 'kubernetes.io/service-account-token') return;
    const account = secret.at('metadata', 'annotations', 'kubernetes.io/service-account.name').asString();
    yield {
      at: type,
      message: `This Secret gets a token of ${account ? `the service account ${account}` : 'a service account'} that never expires.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A token for a pipeline',
    file: 'secret.yaml',
    bad: text`
      apiVersion: v1
      kind: Secret
      metadata:
        name: deployer
        annotations: {kubernetes.io/service-account.name: deployer}
      type: kubernetes.io/service-account-token
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This Secret gets a token of the service account deployer that never expires.
    `,
  },
  {
    title: 'Another type of Secret',
    file: 'secret.yaml',
    good: text`
      apiVersion: v1
      kind: Secret
      metadata: {name: web, annotations: {note: not a kubernetes.io/service-account-token}}
      type: Opaque
    `,
  },
];
