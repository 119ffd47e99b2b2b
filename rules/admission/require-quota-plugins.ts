import { component, defineRule, disabledPlugins, type Example, text } from '#core';

export default defineRule({
  id: 'admission/require-quota-plugins',
  summary: 'The plugins that enforce quotas and limits must stay on.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#resourcequota'],
  docs: {
    why: `
      Quotas and limits in the cluster look as if they were in force. While the plugin is off, one namespace can use up what all
      share, and push aside the Pods of others.`,
    fix: 'Take them out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'A cluster of one team, which nobody shares.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    disabledPlugins(apiserver, {
      LimitRanger: 'LimitRanges have no effect',
      Priority: 'Any priority can be claimed for a Pod',
      ResourceQuota: 'ResourceQuotas have no effect',
      RuntimeClass: 'What runtime classes ask of nodes and their capacity has no effect',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=LimitRanger,Priority,ResourceQuota,RuntimeClass
                                  ^^^^^^^^^^^ LimitRanges have no effect: --disable-admission-plugins has LimitRanger.
                                              ^^^^^^^^ Any priority can be claimed for a Pod: --disable-admission-plugins has Priority.
                                                       ^^^^^^^^^^^^^ ResourceQuotas have no effect: --disable-admission-plugins has ResourceQuota.
                                                                     ^^^^^^^^^^^^ What runtime classes ask of nodes and their capacity has no effect: --disable-admission-plugins has RuntimeClass.
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
