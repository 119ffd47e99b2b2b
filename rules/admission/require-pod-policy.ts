import { atLeast, component, defineRule, enabledPlugins, type Example, missingPlugin, text } from '#core';

/** Either restricted Pods before there was PodSecurity, which is on since 1.23 and has rules of its own. */
const PLUGINS = ['PodSecurityPolicy', 'SecurityContextDeny'];

export default defineRule({
  id: 'admission/require-pod-policy',
  summary: 'Before there was Pod Security admission, some plugin had to restrict Pods.',
  severity: 'warning',
  profiles: ['recommended', 'nsa'],
  controls: { checkov: ['CKV_K8S_81', 'CKV_K8S_84'], trivy: ['KCV-0013'], kubescape: ['C-0124', 'C-0068'] },
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-policy/'],
  docs: {
    why: `
      Up to Kubernetes 1.22 nothing but a plugin that is off by default keeps whoever may create Pods from running them with the rights of the node: privileged, in its namespaces,
      with its disk.`,
    fix: 'Upgrade: Kubernetes 1.23 and later have Pod Security admission. Until then write policies, then name `PodSecurityPolicy` in `--enable-admission-plugins`.',
    ignore: 'A policy engine in the cluster enforces at least as much, in every namespace.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    if (version === undefined || atLeast(version, '1.23') || enabledPlugins(apiserver).some(it => PLUGINS.includes(it.text))) return;
    // These restrict Pods by means of their own, whatever is written.
    if (['EKS', 'Gardener', 'OpenShift'].includes(apiserver.distribution ?? '')) return;
    yield* missingPlugin(
      apiserver,
      'PodSecurityPolicy',
      flag => `Nothing in the API server restricts Pods: neither ${PLUGINS.join(' nor ')} is in --${flag}.`,
      // Without policies, the plugin refuses every Pod.
      [],
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Nothing restricts Pods',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.20',
    bad: text`
      --enable-admission-plugins=NodeRestriction
                                 ^^^^^^^^^^^^^^^ Nothing in the API server restricts Pods: neither PodSecurityPolicy nor SecurityContextDeny is in --enable-admission-plugins.
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
  {
    title: 'Policies',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.20',
    good: text`
      --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
    `,
  },
  {
    title: 'A release with Pod Security admission',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.28',
    good: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
];
