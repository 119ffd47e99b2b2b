import { defineRoleRule, type Example, reachOf, resource, text, verbProblems } from '#core';

export default defineRoleRule({
  id: 'rbac/no-event-deletion',
  summary: 'A role must not allow deleting events.',
  severity: 'warning',
  profiles: [],
  controls: { kubescape: ['C-0031'] },
  links: ['https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/'],
  docs: {
    why: `
      Events are the first that somebody looks at when something is strange: a Pod that was started and is gone, an image that
      was pulled. Whoever deletes them hides what they did.`,
    fix: 'Take `delete` and `deletecollection` out of the rule; events expire by themselves.',
    ignore: 'Whoever looks after the size of etcd.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const seen = new Set<number>();
    for (const group of ['', 'events.k8s.io']) {
      const access = { group, resources: ['events'], verbs: ['delete', 'deletecollection'] };
      for (const problem of verbProblems(role, access, 'choice', ({ names }, verb) =>
        names ? undefined : `"${verb}" lets holders delete every event ${reachOf(role)}.`,
      )) {
        // A rule for both groups is one matter.
        if (seen.has(problem.at.place.range.start)) continue;
        seen.add(problem.at.place.range.start);
        yield problem;
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'In both groups that know events',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: recorder}
      rules:
        - {apiGroups: [events.k8s.io], resources: [events], verbs: [create, delete]}
                                                                            ^^^^^^ "delete" lets holders delete every event where this role is bound.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: recorder}
      rules:
        - {apiGroups: [events.k8s.io], resources: [events], verbs: [create]}
    `,
  },
  {
    title: 'Writing events',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: recorder}
      rules:
        - {apiGroups: [""], resources: [events], verbs: [create, patch, update]}
    `,
  },
];
