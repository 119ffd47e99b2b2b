import { defineRule, encryptionConfiguration, type Example, replaceValue, safe, text } from '#core';

export default defineRule({
  id: 'encryption/no-legacy-kind',
  summary: 'An EncryptionConfiguration must have its name, and the group that it is in.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/'],
  docs: {
    why: `
      \`kind: EncryptionConfig\` of \`v1\` is what documentation once said by mistake. The API server still reads it, but schema checks, scanners and whoever searches for the real name
      pass it by. With only one of the two lines changed, the API server does not start.`,
    fix: `
      Write \`apiVersion: apiserver.config.k8s.io/v1\` and \`kind: EncryptionConfiguration\`; the rest stays as it is. Kubernetes reads it since 1.13.`,
    ignore: 'The cluster is older than Kubernetes 1.13.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    const [version, kind] = [configuration.at('apiVersion'), configuration.at('kind')];
    const [isOldVersion, isOldKind] = [configuration.group === '', configuration.kind === 'EncryptionConfig'];
    if (!isOldVersion && !isOldKind) return;
    yield {
      at: isOldKind ? kind : version,
      message:
        isOldVersion && isOldKind
          ? 'EncryptionConfig of v1 is the old name of EncryptionConfiguration of apiserver.config.k8s.io/v1.'
          : `The API server does not start: there is no ${configuration.kind} of ${configuration.apiVersion}.`,
      fixes: [
        safe('Write the new name', replaceValue(version, 'apiserver.config.k8s.io/v1'), replaceValue(kind, 'EncryptionConfiguration')),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The old name',
    file: 'encryption-config.yaml',
    bad: text`
      kind: EncryptionConfig
            ^^^^^^^^^^^^^^^^ EncryptionConfig of v1 is the old name of EncryptionConfiguration of apiserver.config.k8s.io/v1.
      apiVersion: v1
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      kind: EncryptionConfiguration
      apiVersion: apiserver.config.k8s.io/v1
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'Half of it',
    file: 'encryption-config.yaml',
    bad: text`
      kind: EncryptionConfiguration
      apiVersion: v1
                  ^^ The API server does not start: there is no EncryptionConfiguration of v1.
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      kind: EncryptionConfiguration
      apiVersion: apiserver.config.k8s.io/v1
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'The new name',
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
