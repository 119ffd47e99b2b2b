import {
  atLeast,
  choice,
  defineRule,
  encryptionConfiguration,
  encryptionEntries,
  type Example,
  groupIn,
  type Proposal,
  replaceValue,
  suggest,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'encryption/no-invalid-resources',
  summary: 'Resources in an EncryptionConfiguration must be named as the API server wants it.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration'],
  docs: {
    why: `
      The API server refuses capital letters, a bare \`*\`, and groups under which nothing is stored, and does not start. What is no resource at all is accepted, and does nothing.`,
    fix: `
      Write the plural in small letters, with a dot and the group for all but the core group: \`secrets\`, \`deployments.apps\`. \`*.\` is the core group, \`*.*\` everything.`,
    ignore: 'The cluster is older than Kubernetes 1.27, which began to check names.',
  },

  on: encryptionConfiguration,

  *check(configuration, { kubernetesVersion }) {
    if (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.27')) return;
    for (const name of encryptionEntries(configuration).flatMap(it => it.names)) {
      const written = name.asString();
      // Another rule knows what Secrets are called.
      if (written === undefined || /^secrets?$/i.test(written)) continue;
      const wrong = whatIsWrong(written, name);
      if (wrong) yield { at: name, ...wrong };
    }
  },
});

function whatIsWrong(written: string, name: Value): { readonly message: string; readonly fixes?: readonly Proposal[] } | undefined {
  const refused = (why: string, ...fixes: Proposal[]) => ({ message: `The API server does not start: ${why}.`, fixes });
  const group = groupIn(written);
  if (written === '*')
    return refused(
      '* is no resource; *. is every resource of the core group, and *.* everything',
      choice('Change it to *.*', replaceValue(name, '*.*')),
    );
  if (/[A-Z]/.test(written))
    return refused(
      `${written} has capital letters`,
      suggest(`Change it to ${written.toLowerCase()}`, replaceValue(name, written.toLowerCase())),
    );
  if (group.includes('/')) {
    const meant = plainName(written);
    return {
      message: `${written} matches nothing: a resource is named with a dot and its group, without version.`,
      fixes: meant === undefined ? [] : [suggest(`Change it to ${meant}`, replaceValue(name, meant))],
    };
  }
  if (group === 'events.k8s.io')
    return refused('events are stored under the name events', suggest('Change it to events', replaceValue(name, 'events')));
  if (group === 'extensions') return refused('nothing is stored in the group extensions');
  if (group === '*' && written !== '*.*') return refused(`${written} names a resource of every group, which cannot be`);
  return undefined;
}

/** `deployments.apps` for `deployments.apps/v1`, and `ingresses.networking.k8s.io` for `networking.k8s.io/v1/ingresses`; undefined for other slashes. */
function plainName(written: string): string | undefined {
  const parts = written.split('/').filter((it, index) => index === 0 || !/^v\d+(?:(?:alpha|beta)\d+)?$/.test(it));
  const [group = '', resource] = parts;
  if (parts.length === 1) return group;
  return parts.length === 2 && /^[a-z]+$/.test(resource!) ? `${resource}.${group}` : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'A kind, and a star',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, ConfigMaps]
                               ^^^^^^^^^^ The API server does not start: ConfigMaps has capital letters.
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
        - resources: ["*"]
                      ^^^ The API server does not start: * is no resource; *. is every resource of the core group, and *.* everything.
          providers:
            - identity: {}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, configmaps]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
        - resources: ["*.*"]
          providers:
            - identity: {}
    `,
  },
  {
    title: 'Where nothing is stored',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, events.events.k8s.io, deployments.extensions, deployments.apps/v1, "pods.*", networking.k8s.io/v1/ingresses]
                               ^^^^^^^^^^^^^^^^^^^^ The API server does not start: events are stored under the name events.
                                                     ^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: nothing is stored in the group extensions.
                                                                             ^^^^^^^^^^^^^^^^^^^ deployments.apps/v1 matches nothing: a resource is named with a dot and its group, without version.
                                                                                                  ^^^^^^^^ The API server does not start: pods.* names a resource of every group, which cannot be.
                                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ networking.k8s.io/v1/ingresses matches nothing: a resource is named with a dot and its group, without version.
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, events, deployments.extensions, deployments.apps, "pods.*", ingresses.networking.k8s.io]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
  {
    title: 'Plurals, and their groups',
    file: 'encryption-config.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets, configmaps, events, deployments.apps, widgets.example.com, "*.batch"]
          providers:
            - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
    `,
  },
];
