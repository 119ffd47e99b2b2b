import { atLeast, choice, defineRule, encryptionConfiguration, encryptionEntries, type Example, removeValue, setKey, text } from '#core';

export default defineRule({
  id: 'encryption/no-kms-v1',
  summary: 'A KMS provider must be of the version v2.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/'],
  docs: {
    why: `
      Version v1 is deprecated since Kubernetes 1.28 and off by default since 1.29: the API server then does not start unless the feature gate \`KMSv1=true\` is set, and a later release
      takes that away. Every write asks the key service, so that keys are rotated by hand and large clusters start slowly.`,
    fix: `
      Install a plugin that speaks v2, put it first with \`apiVersion: v2\` and another name, keep the old one behind it until everything is rewritten, then remove it.`,
    ignore: 'The cluster is older than Kubernetes 1.27, which brought v2 as beta.',
  },

  on: encryptionConfiguration,

  *check(configuration, { kubernetesVersion }) {
    if (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.27')) return;
    for (const { name, value } of encryptionEntries(configuration).flatMap(it => it.providers)) {
      const version = value.at('apiVersion');
      if (name !== 'kms' || value.type !== 'mapping' || !(value.lacks('apiVersion') || version.asString() === 'v1')) continue;
      const size = value.at('cachesize');
      yield {
        at: version.exists ? version : { place: value.keyPlace },
        message: `KMS v1 is deprecated, and off since Kubernetes 1.29: ${version.exists ? 'apiVersion is v1' : 'without apiVersion, v1 is meant'}.`,
        fixes: [
          choice(
            'Use KMS v2 (the plugin must speak it, and what v1 wrote can no longer be read)',
            setKey(value, 'apiVersion', 'v2'),
            ...(size.exists ? [removeValue(size)] : []),
          ),
        ],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Said and meant',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
              ^^^ KMS v1 is deprecated, and off since Kubernetes 1.29: without apiVersion, v1 is meant.
                name: vault
                endpoint: unix:///run/kms.sock
                cachesize: 1000
                timeout: 3s
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                name: vault
                endpoint: unix:///run/kms.sock
                timeout: 3s
                apiVersion: v2
    `,
  },
  {
    title: 'Version v1 in so many words',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v1 # plugin 0.4
                            ^^ KMS v1 is deprecated, and off since Kubernetes 1.29: apiVersion is v1.
                name: vault
                endpoint: unix:///run/kms.sock
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms:
                apiVersion: v2 # plugin 0.4
                name: vault
                endpoint: unix:///run/kms.sock
    `,
  },
  {
    title: 'Version v2',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
];
