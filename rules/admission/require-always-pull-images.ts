import { atLeast, choice, component, defineRule, type Example, missingPlugin, releaseOf, text, withPlugin } from '#core';

export default defineRule({
  id: 'admission/require-always-pull-images',
  summary: 'The plugin AlwaysPullImages should have the registry asked for every Pod.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.11'], checkov: ['CKV_K8S_80'], trivy: ['KCV-0012'], kubescape: ['C-0123'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages'],
  docs: {
    why: `
      An image that lies on a node is run for whoever names it, also where the registry would refuse them. With the plugin each
      Pod needs credentials of its own, and a tag that moved is fetched again.`,
    fix: 'Name it in `--enable-admission-plugins`. Pods then do not start while the registry is out of reach.',
    ignore: 'Images hold nothing private, or the kubelets verify credentials themselves (`imagePullCredentialsVerificationPolicy`).',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    // Since then kubelets verify credentials by default (KEP-2535).
    if (atLeast(releaseOf(apiserver, kubernetesVersion), '1.35')) return;
    yield* missingPlugin(
      apiserver,
      'AlwaysPullImages',
      flag => `Images on a node can be run without credentials for them: AlwaysPullImages is not in --${flag}.`,
      [choice('Switch AlwaysPullImages on', withPlugin(apiserver, 'AlwaysPullImages'))],
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Images on a node can be run without credentials for them: AlwaysPullImages is not in --enable-admission-plugins.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          enable-admission-plugins: AlwaysPullImages,NodeRestriction
    `,
  },
  {
    title: 'Not needed any more',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.35.0
    `,
  },
  {
    title: 'On',
    file: 'args/kube-apiserver',
    good: text`
      --enable-admission-plugins=AlwaysPullImages,NodeRestriction
    `,
  },
];
