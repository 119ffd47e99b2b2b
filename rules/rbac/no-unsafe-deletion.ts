import { choice, defineRoleRule, type Example, removeValue, resource, rulesOf, text } from '#core';

const VERB = 'unsafe-delete-ignore-read-errors';

export default defineRoleRule({
  id: 'rbac/no-unsafe-deletion',
  summary: 'A role must not allow deleting objects that cannot be read.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
  ],
  docs: {
    why: `
      The verb is for objects that can no longer be decrypted: they are removed without finalizers and without admission, and
      what they stood for stays behind, unseen.`,
    fix: 'Remove the verb, and grant it to those who repair a cluster while they do.',
    ignore: 'A role for emergencies that is bound only when it is needed.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const verbs = rule.at('verbs').items();
      for (const verb of verbs) {
        if (verb.asString() !== VERB) continue;
        yield {
          at: verb,
          message: `"${VERB}" lets holders remove objects past finalizers and admission.`,
          fixes: verbs.length > 1 ? [choice('Take the verb out of this rule', removeValue(verb))] : [],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Beside ordinary verbs',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: repair}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [delete, unsafe-delete-ignore-read-errors]}
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "unsafe-delete-ignore-read-errors" lets holders remove objects past finalizers and admission.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: repair}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [delete]}
    `,
  },
  {
    title: 'Ordinary deletion',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: repair}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [delete]}
    `,
  },
];
