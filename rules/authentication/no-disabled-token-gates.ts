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
      audit log has too, and refused once it was taken back. Switching one off brings the old weakness back. Where a gate is settled,
      the API server does not start with it.`,
    fix: 'Take the gate out of `--feature-gates`, so that the default of the version holds.',
    ignore: 'A client breaks for a while, and the gate goes away with the next version anyway.',
  },

  on: component('kube-apiserver'),

  check: (apiserver, { kubernetesVersion }) =>
    weakenedGates(apiserver, apiserver.version ?? kubernetesVersion, {
      'BoundServiceAccountTokenVolume=false': ['Pods get tokens that never expire', '1.21'],
      'LegacyServiceAccountTokenCleanUp=false': ['Tokens still work that were taken back because nobody used them', '1.29'],
      'ServiceAccountNodeAudienceRestriction=false': ['Kubelets may ask for tokens for whatever audience'],
      'ServiceAccountTokenJTI=false': ['Tokens cannot be found again in the audit log', '1.31'],
      'ServiceAccountTokenNodeBinding=false': ['Tokens cannot be bound to nodes', '1.32'],
      'ServiceAccountTokenNodeBindingValidation=false': ['Tokens that are bound to a node outlive it', '1.31'],
      'ServiceAccountTokenPodNodeInfo=false': ['Tokens do not say on which node they belong', '1.31'],
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --feature-gates=ServiceAccountTokenJTI=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens cannot be found again in the audit log, up to Kubernetes 1.31: --feature-gates has ServiceAccountTokenJTI=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'In a version that still can',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.31',
    bad: text`
      --feature-gates=ServiceAccountTokenNodeBinding=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tokens cannot be bound to nodes: --feature-gates has ServiceAccountTokenNodeBinding=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'In a version that cannot any more',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.34',
    bad: text`
      --feature-gates=ServiceAccountTokenJTI=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start, as this is settled since Kubernetes 1.32: --feature-gates has ServiceAccountTokenJTI=false.
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
