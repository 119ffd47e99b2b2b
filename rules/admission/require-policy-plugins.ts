import { component, defineRule, disabledPlugins, type Example, text } from '#core';

export default defineRule({
  id: 'admission/require-policy-plugins',
  summary: 'The plugins that apply admission policies and call webhooks must stay on.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#validatingadmissionwebhook',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  docs: {
    why: `
      Policy engines are asked through these plugins. With one of them off, its policies and webhook configurations are still
      in the cluster and look as if they were in force, while everything passes.`,
    fix: 'Take them out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'Nobody uses policies or webhooks of that kind.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    disabledPlugins(apiserver, {
      MutatingAdmissionPolicy: 'No MutatingAdmissionPolicy is applied',
      MutatingAdmissionWebhook: 'No mutating webhook is called',
      ValidatingAdmissionPolicy: 'No ValidatingAdmissionPolicy is applied',
      ValidatingAdmissionWebhook: 'No validating webhook is called',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=MutatingAdmissionPolicy,MutatingAdmissionWebhook
                                  ^^^^^^^^^^^^^^^^^^^^^^^ No MutatingAdmissionPolicy is applied: --disable-admission-plugins has MutatingAdmissionPolicy.
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^ No mutating webhook is called: --disable-admission-plugins has MutatingAdmissionWebhook.
      --disable-admission-plugins=ValidatingAdmissionPolicy,ValidatingAdmissionWebhook
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ No ValidatingAdmissionPolicy is applied: --disable-admission-plugins has ValidatingAdmissionPolicy.
                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ No validating webhook is called: --disable-admission-plugins has ValidatingAdmissionWebhook.
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
