import { defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'kubelet/no-wildcard-credential-provider',
  summary: 'Credentials for image registries must go to the registries they are for.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/#configure-image-matching'],
  docs: {
    why: `
      A credential provider is asked for every image that \`matchImages\` fits, and what it answers goes to the registry in the name of the image. With
      a pattern that fits foreign registries, whoever creates a Pod with an image of their own registry gets the credentials.`,
    fix: `
      Name the registries, with \`*\` only for parts of names that belong to you: \`*.dkr.ecr.*.amazonaws.com\`.`,
    ignore: 'The provider itself looks at the name of the image and answers for its own registry only.',
  },

  on: resource('kubelet.config.k8s.io', 'CredentialProviderConfig'),

  *check(config) {
    for (const provider of config.at('providers').items()) {
      for (const pattern of provider.at('matchImages').items()) {
        const text = pattern.asString();
        if (text === undefined || !fitsForeign(text)) continue;
        yield {
          at: pattern,
          message: `Credentials of ${provider.at('name').asString() ?? 'this provider'} go to any registry that ${text} fits.`,
        };
      }
    }
  },
});

/** A star stands for one part of a host name. Whoever pleases may own a name below a top-level domain. */
const fitsForeign = (pattern: string): boolean =>
  pattern
    .replace(/^https?:\/\//, '')
    .split(/[:/]/)[0]!
    .split('.')
    .slice(-2)
    .includes('*');

export const examples = (): readonly Example[] => [
  {
    title: 'Any registry',
    file: 'etc/kubernetes/credential-provider.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: ecr
          matchImages:
            - "*.*"
              ^^^^^ Credentials of ecr go to any registry that *.* fits.
            - "*.io"
              ^^^^^^ Credentials of ecr go to any registry that *.io fits.
            - "*.dkr.ecr.*.amazonaws.com"
          apiVersion: credentialprovider.kubelet.k8s.io/v1
    `,
  },
  {
    title: 'Its own',
    file: 'etc/kubernetes/credential-provider.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: ecr
          matchImages:
            - "*.dkr.ecr.*.amazonaws.com"
            - "registry.example.com:5000/team"
          apiVersion: credentialprovider.kubelet.k8s.io/v1
    `,
  },
];
