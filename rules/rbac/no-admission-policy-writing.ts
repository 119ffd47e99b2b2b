import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  [
    'admissionregistration.k8s.io',
    ['validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
  ],
  ['kyverno.io', ['clusterpolicies', 'policies', 'policyexceptions']],
  ['templates.gatekeeper.sh', ['constrainttemplates']],
  ['policies.kubewarden.io', ['clusteradmissionpolicies', 'admissionpolicies']],
];

export default defineRoleRule({
  id: 'rbac/no-admission-policy-writing',
  summary: 'A role must not allow writing admission policies that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  docs: {
    why: `
      Admission policies are what keeps the objects of a cluster within its rules. Who can write them switches those off, or,
      with a mutating one, changes every object that others write.`,
    fix: `
      Deploy policies from a place of their own, and name in \`resourceNames\` those that a controller must keep up to date.`,
    ignore: 'The policy engine itself, and those who are to decide about policies.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
        () => 'Holders can switch off or change what admission policies demand',
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A policy of Kubernetes and one of an engine',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: policies}
      rules:
        - {apiGroups: [admissionregistration.k8s.io], resources: [validatingadmissionpolicies], verbs: [update]}
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can switch off or change what admission policies demand: update on validatingadmissionpolicies is allowed.
        - {apiGroups: [kyverno.io], resources: [clusterpolicies, updaterequests], verbs: [delete]}
                                                ^^^^^^^^^^^^^^^ Holders can switch off or change what admission policies demand: delete on clusterpolicies is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: policies}
      rules:
        - {apiGroups: [admissionregistration.k8s.io], resources: [validatingadmissionpolicies], verbs: [update]}
        - {apiGroups: [kyverno.io], resources: [updaterequests], verbs: [delete]}
    `,
  },
  {
    title: 'Reading, and one by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
        - {apiGroups: [kyverno.io], resources: [clusterpolicies], verbs: [get, list]}
        - {apiGroups: [admissionregistration.k8s.io], resources: [validatingadmissionpolicies], verbs: [patch], resourceNames: [images]}
    `,
  },
];
