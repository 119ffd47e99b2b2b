import { defineRule, encryptionConfiguration, encryptionEntries, type Example, text } from '#core';

export default defineRule({
  id: 'encryption/require-kms-socket',
  summary: 'The socket of a KMS plugin must be a Unix socket that nobody else can put in its place.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/'],
  docs: {
    why: `
      The API server talks to the plugin over a Unix socket alone, and without a password: it trusts whoever made the socket. In a folder that everybody may write to, anybody
      on the node can make it first, and then sees every data key in clear.`,
    fix: 'Put the socket into a folder below `/run` or `/var/run` that only root may write to.',
    ignore: 'A test on a machine with one user.',
  },

  on: encryptionConfiguration,

  *check(configuration) {
    for (const { name, value } of encryptionEntries(configuration).flatMap(it => it.providers)) {
      const endpoint = value.at('endpoint');
      const url = endpoint.asString();
      if (name !== 'kms' || url === undefined || /[$<{]/.test(url)) continue;
      if (!url.startsWith('unix:'))
        yield { at: endpoint, message: `The API server does not start: it reaches a KMS plugin through unix://, not ${url}.` };
      else if (/^unix:(?:\/\/)?\/+(?:tmp|var\/tmp|dev\/shm)\//.test(url))
        yield { at: endpoint, message: `Anybody on the node may make the socket ${url} and so get the keys.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'TCP, and a folder for everybody',
    file: 'encryption-config.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources: [secrets]
          providers:
            - kms: {apiVersion: v2, name: one, endpoint: "tcp://127.0.0.1:8080"}
                                                         ^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: it reaches a KMS plugin through unix://, not tcp://127.0.0.1:8080.
            - kms: {apiVersion: v2, name: two, endpoint: "unix:///tmp/kms.sock"}
                                                         ^^^^^^^^^^^^^^^^^^^^^^ Anybody on the node may make the socket unix:///tmp/kms.sock and so get the keys.
    `,
  },
  {
    title: 'A folder of its own',
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
