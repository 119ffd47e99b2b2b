import { component, defineRule, disabledPlugins, type Example, text } from '#core';

export default defineRule({
  id: 'admission/require-service-account',
  summary: 'The plugin ServiceAccount must check which service account a Pod runs as.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.12'], checkov: ['CKV_K8S_82'], trivy: ['KCV-0014'], kubescape: ['C-0125'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount'],
  docs: {
    why: `
      Without the plugin \`ServiceAccount\` nobody checks that the service account of a Pod exists, nor that a Pod mounts
      only the Secrets which its account lists, where that was asked for. Pods get no token by themselves, so people put long-lived ones into Secrets.`,
    fix: 'Take it out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'A cluster that runs no Pods, such as one that only keeps objects for others.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    disabledPlugins(apiserver, {
      ServiceAccount: 'Pods may name any service account, and get no token of their own',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=DefaultStorageClass,ServiceAccount
                                                      ^^^^^^^^^^^^^^ Pods may name any service account, and get no token of their own: --disable-admission-plugins has ServiceAccount.
      --secure-port=6443
    `,
    fixed: text`
      --disable-admission-plugins=DefaultStorageClass
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
