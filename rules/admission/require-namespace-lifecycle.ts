import { component, defineRule, disabledPlugins, type Example, text } from '#core';

export default defineRule({
  id: 'admission/require-namespace-lifecycle',
  summary: 'The plugin NamespaceLifecycle must refuse objects in namespaces that are missing or on their way out.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.13'], checkov: ['CKV_K8S_83'], trivy: ['KCV-0015'], kubescape: ['C-0126'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle'],
  docs: {
    why: `
      An object that is created while its namespace is deleted outlives it, with its rights, where nobody looks. The plugin
      also keeps \`default\`, \`kube-system\` and \`kube-public\` from being deleted.`,
    fix: 'Take it out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'No namespace is ever deleted, and few may try.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    disabledPlugins(apiserver, {
      NamespaceLifecycle: 'Objects can be created in namespaces that are being deleted, and system namespaces can be deleted',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=NamespaceLifecycle
                                  ^^^^^^^^^^^^^^^^^^ Objects can be created in namespaces that are being deleted, and system namespaces can be deleted: --disable-admission-plugins has NamespaceLifecycle.
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
