import { defineRoleRule, type Example, grantsOf, isWildcard, type Problem, rulesOf, type Value, resource, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-identity-attributes',
  summary: 'A role must not allow impersonating UIDs and extra attributes that it does not name.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0065'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  docs: {
    why: `
      Authorizers and admission plugins decide by these attributes: the Pod and the node that a token belongs to are among
      them. Holders who may impersonate a user as well choose them freely.`,
    fix: 'List the values that may be used in `resourceNames`, or remove the verb.',
    ignore: 'A proxy that authenticates users itself and passes on what it learns about them.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const { rule, names, verbs, resources } of grantsOf(role, {
      group: 'authentication.k8s.io',
      resources: ['uids'],
      verbs: ['impersonate'],
    })) {
      if (!names && !verbs.some(isWildcard) && !resources.some(isWildcard))
        yield* problemsAt(
          rule
            .at('resources')
            .items()
            .filter(it => it.asString() === 'uids'),
        );
    }
    // An asterisk behind the slash is an attribute of that name, which nobody has.
    for (const rule of rulesOf(role)) {
      const has = (key: string, ...some: string[]): boolean =>
        rule
          .at(key)
          .items()
          .some(it => some.includes(it.asString() ?? ''));
      if (!has('apiGroups', 'authentication.k8s.io', '*') || !has('verbs', 'impersonate') || !rule.lacks('resourceNames')) continue;
      yield* problemsAt(
        rule
          .at('resources')
          .items()
          .filter(it => /^userextras\/(?!\*$)/.test(it.asString() ?? '')),
      );
    }
  },
});

const problemsAt = (resources: readonly Value[]): Problem[] =>
  resources.map(it => ({ at: it, message: `Holders can claim any value of ${it.asString()} when they impersonate someone.` }));

export const examples = (): readonly Example[] => [
  {
    title: 'A UID and an attribute',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: proxy}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [uids, userextras/scopes], verbs: [impersonate]}
                                                           ^^^^ Holders can claim any value of uids when they impersonate someone.
                                                                 ^^^^^^^^^^^^^^^^^ Holders can claim any value of userextras/scopes when they impersonate someone.
    `,
  },
  {
    title: 'By value, and where the verb means nothing',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: proxy}
      rules:
        - {apiGroups: [authentication.k8s.io], resources: [userextras/scopes], verbs: [impersonate], resourceNames: [view]}
        - {apiGroups: [""], resources: [userextras/scopes], verbs: [impersonate]}
        - {apiGroups: [authentication.k8s.io], resources: ["userextras/*"], verbs: [impersonate]}
        - {apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create]}
    `,
  },
];
