import { component, defineRule, elementsOf, type Example, text, valueOf, wrongSetting } from '#core';

const POLICY = 'imagePullCredentialsVerificationPolicy';
const LIST = 'preloadedImagesVerificationAllowlist';

export default defineRule({
  id: 'kubelet/no-unverified-image-credentials',
  summary: 'The kubelet must check whether a Pod may use a private image that is there already.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/containers/images/#ensureimagepullcredentialverification'],
  docs: {
    why: `
      Once a node has pulled a private image for one Pod, any other Pod there can run it without credentials for its registry, and read what is in it.`,
    fix: `
      Leave \`imagePullCredentialsVerificationPolicy\` out, or set it to \`AlwaysVerify\`, and name images that come with the node one by one.`,
    ignore: 'All Pods of the node may use all images.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    yield* wrongSetting(
      kubelet,
      POLICY,
      it => it === 'NeverVerify',
      'Any Pod of the node may run private images that others pulled',
      'NeverVerifyPreloadedImages',
    );
    // With any other policy the kubelet refuses the list.
    if (valueOf(kubelet.setting(POLICY)) !== 'NeverVerifyAllowlistedImages') return;
    for (const element of elementsOf(kubelet.setting(LIST))) {
      if (element.text.includes('*'))
        yield {
          at: element,
          message: `Any Pod of the node may run private images under ${element.text} that others pulled: ${LIST} has it.`,
        };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Never',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: NeverVerify
                                              ^^^^^^^^^^^ Any Pod of the node may run private images that others pulled: imagePullCredentialsVerificationPolicy is NeverVerify.
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: NeverVerifyPreloadedImages
    `,
  },
  {
    title: 'Not for whole registries',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages
      preloadedImagesVerificationAllowlist:
        - registry.example.com/*
          ^^^^^^^^^^^^^^^^^^^^^^ Any Pod of the node may run private images under registry.example.com/* that others pulled: preloadedImagesVerificationAllowlist has it.
    `,
  },
  {
    title: 'A list that no policy reads',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      preloadedImagesVerificationAllowlist: [registry.example.com/*]
    `,
  },
  {
    title: 'Always',
    file: 'var/lib/kubelet/config.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: AlwaysVerify
    `,
  },
];
