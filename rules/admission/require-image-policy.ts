import { component, defineRule, type Example, missingPlugin, text } from '#core';

export default defineRule({
  id: 'admission/require-image-policy',
  summary: 'Something should ask whether an image may run before it does.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.5.1'], kubescape: ['C-0289'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook'],
  docs: {
    why: `
      Whoever may create Pods runs any image from anywhere, one that somebody put into a registry under a trusted name included. A policy that wants signatures, or digests from
      registries of one's own, stops it before it starts.`,
    fix: `
      Name \`ImagePolicyWebhook\` in \`--enable-admission-plugins\` and give it a backend, or install a policy engine that verifies images (Kyverno, Sigstore policy-controller, Ratify).
      The API server does not start with the plugin alone: it needs its configuration.`,
    ignore: 'A policy engine in the cluster verifies images: that cannot be seen from the flags.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    // OpenShift has a plugin of its own, with policies as objects.
    if (apiserver.distribution === 'OpenShift') return;
    yield* missingPlugin(
      apiserver,
      'ImagePolicyWebhook',
      flag => `The API server itself asks nobody whether an image may run: ImagePolicyWebhook is not in --${flag}.`,
      [],
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Other plugins',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-admission-plugins=NodeRestriction
                                 ^^^^^^^^^^^^^^^ The API server itself asks nobody whether an image may run: ImagePolicyWebhook is not in --enable-admission-plugins.
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
  {
    title: 'A backend is asked',
    file: 'args/kube-apiserver',
    good: text`
      --admission-control-config-file=/etc/kubernetes/admission/config.yaml
      --enable-admission-plugins=ImagePolicyWebhook,NodeRestriction
    `,
  },
];
