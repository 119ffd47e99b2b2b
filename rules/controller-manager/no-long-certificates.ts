import { component, defineRule, type Example, secondsOf, setFlag, suggest, text } from '#core';

const FLAG = 'cluster-signing-duration';

const YEAR = 8760 * 3600;

export default defineRule({
  id: 'controller-manager/no-long-certificates',
  summary: 'The controller manager should not sign certificates for longer than a year.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/'],
  docs: {
    why: `
      Kubernetes cannot revoke a certificate: one that was stolen from a kubelet or a user is good until it runs out, whatever is deleted in the cluster meanwhile.
      Requests that ask for no shorter time get this one.`,
    fix: 'Leave the flag out, which means one year, or set less. Kubelets renew their certificates by themselves.',
    ignore: 'Something that cannot renew its certificate needs it for longer, and its key cannot be stolen.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    const setting = program.setting(FLAG);
    if (setting.origin !== 'set' || !((secondsOf(setting.value) ?? 0) > YEAR)) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `A stolen certificate is good for more than a year, and none can be revoked: --${FLAG} is ${setting.value}.`,
      fixes: [suggest(`Set --${FLAG} to one year`, setFlag(program, FLAG, '8760h'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Ten years',
    file: 'args/kube-controller-manager',
    bad: text`
      --cluster-signing-duration=87600h0m0s
                                 ^^^^^^^^^^ A stolen certificate is good for more than a year, and none can be revoked: --cluster-signing-duration is 87600h0m0s.
      --leader-elect=true
    `,
    fixed: text`
      --cluster-signing-duration=8760h
      --leader-elect=true
    `,
  },
  {
    title: 'One year, in minutes',
    file: 'args/kube-controller-manager',
    good: text`
      --cluster-signing-duration=525600m
    `,
  },
];
