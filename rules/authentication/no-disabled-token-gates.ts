import { component, defineRule, type Example, text, weakenedGates } from '#core';

export default defineRule({
  id: 'authentication/no-disabled-token-gates',
  summary: 'Feature gates that bind tokens of service accounts must not be switched off.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ],
  docs: {
    why: `
      Each of these gates made tokens of service accounts less useful to a thief: bound to a Pod and a node, with an id that the
      audit log has too, no longer written into Secrets for ever. Switching one off brings the old weakness back.`,
    fix: 'Take the gate out of `--feature-gates`, so that the default of the version holds.',
    ignore: 'A client breaks for a while, and the gate goes away with the next version anyway.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    weakenedGates(apiserver, {
      'BoundServiceAccountTokenVolume=false': 'Pods get tokens that never expire',
      'LegacyServiceAccountTokenCleanUp=false': 'Tokens that nobody uses are never taken back',
      'LegacyServiceAccountTokenNoAutoGeneration=false': 'Each service account gets a token that never expires',
      'ServiceAccountTokenJTI=false': 'Tokens cannot be found again in the audit log',
      'ServiceAccountTokenNodeBinding=false': 'Tokens cannot be bound to nodes',
      'ServiceAccountTokenNodeBindingValidation=false': 'Tokens that are bound to a node outlive it',
      'ServiceAccountTokenPodNodeInfo=false': 'Tokens do not say on which node they belong',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --feature-gates=ServiceAccountTokenJTI=false,LegacyServiceAccountTokenNoAutoGeneration=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens cannot be found again in the audit log: --feature-gates has ServiceAccountTokenJTI=false.
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Each service account gets a token that never expires: --feature-gates has LegacyServiceAccountTokenNoAutoGeneration=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'All others',
    file: 'args/kube-apiserver',
    good: text`
      --feature-gates=ServiceAccountTokenJTI=true,InPlacePodVerticalScaling=false
      --secure-port=6443
    `,
  },
];
