import { defineRule, type Example, imagePolicyConfigurations, setKey, suggest, text } from '#core';

export default defineRule({
  id: 'admission/no-fail-open-image-policy',
  summary: 'An image policy must not admit every image while its backend cannot be reached.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook'],
  docs: {
    why: `
      With \`defaultAllow: true\` whoever keeps the API server from reaching the backend, or makes it answer too late, starts whatever image they like: the control is off when it is
      attacked.`,
    fix: 'Set `defaultAllow` to false, and run the backend so that it is there when nodes are.',
    ignore: 'The backend is being tried out, and what it refuses is only looked at.',
  },

  on: imagePolicyConfigurations,

  *check(configurations) {
    for (const configuration of configurations) {
      const policy = configuration.at('imagePolicy');
      const value = policy.at('defaultAllow');
      if (value.asBoolean() !== true) continue;
      yield {
        at: value,
        message: 'Every image is admitted while the backend cannot be reached: defaultAllow is true.',
        fixes: [suggest('Set defaultAllow to false', setKey(policy, 'defaultAllow', false))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A file of its own',
    file: 'image-policy.yaml',
    bad: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        allowTTL: 50
        denyTTL: 50
        retryBackoff: 500
        defaultAllow: true
                      ^^^^ Every image is admitted while the backend cannot be reached: defaultAllow is true.
    `,
    fixed: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        allowTTL: 50
        denyTTL: 50
        retryBackoff: 500
        defaultAllow: false
    `,
  },
  {
    title: 'Within an AdmissionConfiguration',
    file: 'admission.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: ImagePolicyWebhook
          configuration:
            imagePolicy: {kubeConfigFile: /etc/kubernetes/image-policy.yaml, defaultAllow: true}
                                                                                           ^^^^ Every image is admitted while the backend cannot be reached: defaultAllow is true.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: ImagePolicyWebhook
          configuration:
            imagePolicy: {kubeConfigFile: /etc/kubernetes/image-policy.yaml, defaultAllow: false}
    `,
  },
  {
    title: 'Refused while in doubt',
    file: 'image-policy.yaml',
    good: text`
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/image-policy/kubeconfig.yaml
        defaultAllow: false
    `,
  },
];
