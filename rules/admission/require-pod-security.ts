import { component, defineRule, disabledPlugins, type Example, text, weakenedGates } from '#core';

const CONSEQUENCE = 'Labels of namespaces that restrict Pods have no effect';

export default defineRule({
  id: 'admission/require-pod-security',
  summary: 'The plugin PodSecurity must enforce the Pod Security Standards that namespaces ask for.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podsecurity',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  docs: {
    why: `
      Labels such as \`pod-security.kubernetes.io/enforce: restricted\` look as if they protected the namespace, and do nothing
      while the plugin is off: a privileged Pod, and with it the node, is open to everyone who may create Pods.`,
    fix: 'Take it out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'A policy engine enforces at least as much, in every namespace.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    yield* disabledPlugins(apiserver, { PodSecurity: CONSEQUENCE });
    // On since 1.23, settled with 1.25.
    yield* weakenedGates(apiserver, apiserver.version ?? kubernetesVersion, { 'PodSecurity=false': [CONSEQUENCE, '1.24'] });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The feature gate',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.24',
    bad: text`
      --feature-gates=PodSecurity=false
                      ^^^^^^^^^^^^^^^^^ Labels of namespaces that restrict Pods have no effect: --feature-gates has PodSecurity=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=PodSecurity
                                  ^^^^^^^^^^^ Labels of namespaces that restrict Pods have no effect: --disable-admission-plugins has PodSecurity.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Nothing switched off',
    file: 'args/kube-apiserver',
    good: text`
      --disable-admission-plugins=DefaultStorageClass
      --secure-port=6443
    `,
  },
];
