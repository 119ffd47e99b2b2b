import { atLeast, defineRule, encryptionConfiguration, encryptionEntries, type Example, isWithin, removeValue, suggest, text } from '#core';

export default defineRule({
  id: 'encryption/no-overlapping-resources',
  summary: 'A list of resources must name each once, and none that a pattern of the list matches.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration'],
  docs: {
    why: 'The API server refuses a list with a resource twice, or with one and a pattern that matches it, and does not start.',
    fix: 'Remove what is named twice. `*.` is every resource of the core group, `*.apps` of the group apps, `*.*` everything.',
    ignore: 'The cluster is older than Kubernetes 1.27, which brought patterns.',
  },

  on: encryptionConfiguration,

  *check(configuration, { kubernetesVersion }) {
    if (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.27')) return;
    for (const { names } of encryptionEntries(configuration)) {
      for (const [index, name] of names.entries()) {
        const written = name.asString();
        if (written === undefined) continue;
        const isRepeated = names.slice(0, index).some(it => it.asString() === written);
        const wider = names.find(it => it.asString() !== written && isWithin(written, it.asString() ?? ''))?.asString();
        if (!isRepeated && wider === undefined) continue;
        const message = isRepeated
          ? `The API server does not start: ${written} is named twice in this list.`
          : `The API server does not start: ${wider} in the same list matches ${written}.`;
        yield { at: name, message, fixes: [suggest('Remove it', removeValue(name))] };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Twice, and in a pattern',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, "*.", "deployments.apps", deployments.apps]
                      ^^^^^^^ The API server does not start: *. in the same list matches secrets.
                                                         ^^^^^^^^^^^^^^^^ The API server does not start: deployments.apps is named twice in this list.
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: ["*.", "deployments.apps"]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'Before Kubernetes 1.27, which reads such a list',
    file: 'encryption-config.yaml',
    kubernetesVersion: '1.26',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, secrets]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'Each once',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, configmaps, "*.apps"]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
];
