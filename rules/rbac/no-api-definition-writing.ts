import { defineRoleRule, type Example, resource, namedVerbsProblems, text } from '#core';

const WRITTEN: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['apiextensions.k8s.io', ['customresourcedefinitions']],
  ['apiregistration.k8s.io', ['apiservices']],
];

export default defineRoleRule({
  id: 'rbac/no-api-definition-writing',
  summary: 'A role must not allow writing definitions of the API that it does not name.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/',
  ],
  docs: {
    why: `
      An APIService sends all requests of a group to a server of the holder, with the credentials in them; the conversion
      webhook of a CustomResourceDefinition sees and changes every object of its kind. Deleting a definition deletes all of
      its objects.`,
    fix: `
      Deploy definitions with the software they belong to, and name in \`resourceNames\` those that it must keep up to date.`,
    ignore: 'An installer or operator that brings its definitions along as it runs.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const [group, resources] of WRITTEN) {
      yield* namedVerbsProblems(
        role,
        { group, resources, verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
        () => 'Holders can decide what kinds the API has and who answers for them',
      );
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Both in one rule each',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: installer}
      rules:
        - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions, customresourcedefinitions/status], verbs: [create, get]}
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can decide what kinds the API has and who answers for them: create on customresourcedefinitions is allowed.
        - {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [delete]}
                                                            ^^^^^^^^^^^ Holders can decide what kinds the API has and who answers for them: delete on apiservices is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: installer}
      rules:
        - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions/status], verbs: [create, get]}
        - {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [delete]}
    `,
  },
  {
    title: 'Reading, and one by its name',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: installer}
      rules:
        - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: [get, list]}
        - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: [patch], resourceNames: [shops.example.com]}
    `,
  },
];
