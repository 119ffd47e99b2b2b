import { atLeast, defineRule, type Example, replaceValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'audit/no-old-api-version',
  summary: 'An audit policy must be of the version v1.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
    'https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.24.md',
  ],
  docs: {
    why: `
      The API server reads \`v1alpha1\` and \`v1beta1\` only before Kubernetes 1.24; later ones refuse the file and do not start.`,
    fix: 'Write `apiVersion: audit.k8s.io/v1`: rules look the same, and Kubernetes reads it since 1.12.',
    ignore: 'The cluster is older than Kubernetes 1.12.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy, { kubernetesVersion }) {
    const version = policy.at('apiVersion');
    if (!/\/v1(?:alpha|beta)\d+$/.test(policy.apiVersion) || (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.12')))
      return;
    yield {
      at: version,
      message: `${policy.apiVersion} ${fateOf(kubernetesVersion)}.`,
      fixes: [suggest('Write audit.k8s.io/v1', replaceValue(version, 'audit.k8s.io/v1'))],
    };
  },
});

function fateOf(kubernetesVersion: string | undefined): string {
  if (kubernetesVersion === undefined) return 'is read up to Kubernetes 1.23 only: later API servers do not start with it';
  return atLeast(kubernetesVersion, '1.24')
    ? 'is gone: the API server of Kubernetes 1.24 and later does not start with it'
    : 'goes in Kubernetes 1.24';
}

export const examples = (): readonly Example[] => [
  {
    title: 'v1beta1, for an API server of no known version',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1beta1
                  ^^^^^^^^^^^^^^^^^^^^ audit.k8s.io/v1beta1 is read up to Kubernetes 1.23 only: later API servers do not start with it.
      kind: Policy
      rules:
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'v1beta1, when it works no more',
    file: 'audit-policy.yaml',
    kubernetesVersion: '1.30',
    bad: text`
      apiVersion: audit.k8s.io/v1beta1
                  ^^^^^^^^^^^^^^^^^^^^ audit.k8s.io/v1beta1 is gone: the API server of Kubernetes 1.24 and later does not start with it.
      kind: Policy
      rules:
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'v1beta1, while it works',
    file: 'audit-policy.yaml',
    kubernetesVersion: '1.22',
    bad: text`
      apiVersion: audit.k8s.io/v1beta1
                  ^^^^^^^^^^^^^^^^^^^^ audit.k8s.io/v1beta1 goes in Kubernetes 1.24.
      kind: Policy
      rules:
        - level: Metadata
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
  {
    title: 'v1',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
    `,
  },
];
