import { defineRoleRule, type Example, resource, rulesOf, text } from '#core';

/**
 * What is not allowed. `create` is more than a POST: a PUT or a server-side apply that makes an object carries the name, and is
 * authorized for `create` with it. Source: `createAuthorizerAttributes` in the API server's handlers for update and patch.
 */
const NAMELESS: Readonly<Record<string, string>> = {
  create: '"create" allows no POST here: such a request carries no name, and so matches none of resourceNames.',
  deletecollection: '"deletecollection" is not allowed by this rule: such a request carries no name, and so matches none of resourceNames.',
};

export default defineRoleRule({
  id: 'rbac/no-ineffective-resource-names',
  summary: '`resourceNames` should stand only beside verbs that name an object.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  docs: {
    why: `
      A request that posts an object, or deletes many, carries no name when it is authorized, so that it matches none of the
      names: the rule does not allow it. And \`*\` is here a name like any other. Reviewers believe in a right that is not
      there, and whoever needs it is tempted to take the names away.`,
    fix: 'Put `create` into a rule of its own, without `resourceNames`.',
    ignore: 'Objects that their holder makes by server-side apply: that carries the name, and needs `patch` and `create`.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const names = rule.at('resourceNames');
      const known = names.items().map(it => it.asString());
      const resources = rule
        .at('resources')
        .items()
        .map(it => it.asString());
      if (!known.length || !names.isClosed) continue;
      for (const name of names.items()) {
        if (name.asString() === '*') yield { at: name, message: '"*" in resourceNames is an object of that name, not every object.' };
      }
      // Requests on a subresource carry the name of its object; an empty name in the list lets those through that carry none.
      if (known.some(it => it === undefined || it === '') || resources.some(it => it === undefined || it === '*' || it.includes('/')))
        continue;
      for (const verb of rule.at('verbs').items()) {
        const text = verb.asString() ?? '';
        if (Object.hasOwn(NAMELESS, text)) yield { at: verb, message: NAMELESS[text]! };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Creating by name',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: shop}
      rules:
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update], resourceNames: [operator]}
                                                                               ^^^^^^ "create" allows no POST here: such a request carries no name, and so matches none of resourceNames.
    `,
  },
  {
    title: 'Deleting all of those that are named',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: cleaner, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [deletecollection], resourceNames: [cart]}
                                                             ^^^^^^^^^^^^^^^^ "deletecollection" is not allowed by this rule: such a request carries no name, and so matches none of resourceNames.
    `,
  },
  {
    title: 'Every name, as it seems',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: ["*"]}
                                                                                ^^^ "*" in resourceNames is an object of that name, not every object.
    `,
  },
  {
    title: 'Subresources, and verbs that name an object',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: leader, namespace: shop}
      rules:
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update, list, watch], resourceNames: [operator]}
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
        - {apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [web]}
    `,
  },
];
