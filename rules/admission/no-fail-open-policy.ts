import { defineRule, type Example, replaceValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'admission/no-fail-open-policy',
  summary: 'An admission policy must not let in what it cannot judge, nor what it has no parameters for.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  docs: {
    why: `
      With \`failurePolicy: Ignore\` an object on which an expression fails is let in: it is enough to leave out a field that the author took for granted. With
      \`parameterNotFoundAction: Allow\` deleting the parameters switches the policy off.`,
    fix: 'Set `failurePolicy` to `Fail`, and guard expressions with `has()`. Set `parameterNotFoundAction` to `Deny`.',
    ignore: 'The policy only sets or checks what is nice to have.',
  },

  on: resource(
    'admissionregistration.k8s.io',
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ),

  *check(object) {
    const failure = object.at('spec', 'failurePolicy');
    if (!object.kind.endsWith('Binding') && failure.asString() === 'Ignore') {
      yield {
        at: failure,
        message: 'Objects on which an expression of the policy fails are let in: failurePolicy is Ignore.',
        fixes: [suggest('Set failurePolicy to Fail', replaceValue(failure, 'Fail'))],
      };
    }
    const missing = object.at('spec', 'paramRef', 'parameterNotFoundAction');
    if (object.kind.endsWith('Binding') && missing.asString() === 'Allow') {
      yield {
        at: missing,
        message: 'Without its parameters the policy is not applied: parameterNotFoundAction is Allow.',
        fixes: [suggest('Set parameterNotFoundAction to Deny', replaceValue(missing, 'Deny'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A policy and its binding',
    file: 'policy.yaml',
    bad: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: images}
      spec:
        failurePolicy: Ignore
                       ^^^^^^ Objects on which an expression of the policy fails are let in: failurePolicy is Ignore.
        validations: [{expression: "object.spec.containers.all(c, c.image.startsWith('registry.example.com/'))"}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images}
      spec:
        policyName: images
        paramRef: {name: registries, parameterNotFoundAction: Allow}
                                                              ^^^^^ Without its parameters the policy is not applied: parameterNotFoundAction is Allow.
        validationActions: [Deny]
    `,
    fixed: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: images}
      spec:
        failurePolicy: Fail
        validations: [{expression: "object.spec.containers.all(c, c.image.startsWith('registry.example.com/'))"}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images}
      spec:
        policyName: images
        paramRef: {name: registries, parameterNotFoundAction: Deny}
        validationActions: [Deny]
    `,
  },
  {
    title: 'Closed',
    file: 'policy.yaml',
    good: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: images}
      spec: {validations: [{expression: "true"}]}
    `,
  },
];
