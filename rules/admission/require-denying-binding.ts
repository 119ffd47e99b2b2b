import { choice, defineRule, type Example, insertItem, replaceValue, resource, text } from '#core';

export default defineRule({
  id: 'admission/require-denying-binding',
  summary: 'A ValidatingAdmissionPolicy should refuse what it finds wrong, in the end.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions'],
  docs: {
    why: `
      With \`Warn\` and \`Audit\` alone everything is let in: whoever means harm does not mind a warning.`,
    fix: 'Once nothing that is right is found any more, use `Deny` in place of `Warn`: the API server takes no binding with both.',
    ignore: 'The policy is being tried out, or only advises.',
  },

  on: resource('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding'),

  *check(binding) {
    const actions = binding.at('spec', 'validationActions');
    const names = actions.items().map(it => it.asString());
    if (!actions.isClosed || !names.length || names.some(it => it === undefined || it === 'Deny')) return;
    const warning = actions.items().find(it => it.asString() === 'Warn');
    yield {
      at: { place: actions.keyPlace, name: 'validationActions' },
      message: `What the policy finds wrong is let in: validationActions are ${names.join(' and ')}, without Deny.`,
      fixes: [choice('Deny it', warning ? replaceValue(warning, 'Deny') : insertItem(actions, 'Deny'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A warning',
    file: 'binding.yaml',
    bad: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images}
      spec:
        policyName: images
        validationActions: [Warn, Audit]
        ^^^^^^^^^^^^^^^^^ What the policy finds wrong is let in: validationActions are Warn and Audit, without Deny.
    `,
    fixed: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images}
      spec:
        policyName: images
        validationActions: [Deny, Audit]
    `,
  },
  {
    title: 'Refused',
    file: 'binding.yaml',
    good: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images}
      spec: {policyName: images, validationActions: [Deny]}
    `,
  },
];
