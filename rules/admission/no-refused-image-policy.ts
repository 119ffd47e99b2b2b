import { choice, defineRule, type Example, imagePolicyConfigurations, replaceValue, text } from '#core';

/** In seconds; for the back-off in milliseconds. -1 switches a cache off, 0 means the default. Source: `plugin/pkg/admission/imagepolicy/config.go`. */
const LIMITS = {
  allowTTL: [1, 1800],
  denyTTL: [1, 1800],
  retryBackoff: [1, 300_000],
} as const;

export default defineRule({
  id: 'admission/no-refused-image-policy',
  summary: 'An image policy must keep answers for half an hour at most.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook'],
  docs: {
    why: `
      An image that was allowed stays allowed for \`allowTTL\` seconds after the backend changed its mind. The API server takes half an hour at most, and does not start with more:
      somebody then takes the plugin out to get the cluster up.`,
    fix: 'Choose a minute or less: the backend is asked once for each image and that time.',
    ignore: 'Never: the API server does not start.',
  },

  on: imagePolicyConfigurations,

  *check(configurations) {
    for (const configuration of configurations) {
      for (const [key, [least, most]] of Object.entries(LIMITS)) {
        const value = configuration.at('imagePolicy', key);
        const number = value.asNumber();
        if (number === undefined || !Number.isInteger(number) || number === -1 || number === 0 || (number >= least && number <= most))
          continue;
        yield {
          at: value,
          message: `The API server does not start: ${key} is ${number}, and must be from ${least} to ${most}.`,
          fixes: [choice(`Set ${key} to ${key === 'retryBackoff' ? 500 : 50}`, replaceValue(value, key === 'retryBackoff' ? 500 : 50))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An hour',
    file: 'image-policy.yaml',
    bad: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        allowTTL: 3600
                  ^^^^ The API server does not start: allowTTL is 3600, and must be from 1 to 1800.
        denyTTL: 50
        defaultAllow: false
    `,
    fixed: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        allowTTL: 50
        denyTTL: 50
        defaultAllow: false
    `,
  },
  {
    title: 'A minute, none, and the default',
    file: 'image-policy.yaml',
    good: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        allowTTL: 60
        denyTTL: -1
        retryBackoff: 0
        defaultAllow: false
    `,
  },
];
