import { defineRoleRule, type Example, reachOf, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-token-creation',
  summary: 'A role must not allow creating tokens of service accounts that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.13'], kubescape: ['C-0282'] },
  links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  docs: {
    why: `
      A token of a service account is all that is needed to act as it. Holders create one for the strongest account within reach: in
      \`kube-system\`, those of the controllers, which can do nearly everything.`,
    fix: 'List the service accounts in `resourceNames`. A Pod needs no right at all to get the token of its own account.',
    ignore: 'A secret manager or identity broker whose purpose is to hand out tokens.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] };
    yield* resourceProblems(role, access, () => `Holders can get a token of every service account ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Tokens of every account',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: broker}
      rules:
        - apiGroups: [""]
          resources: [serviceaccounts, serviceaccounts/token]
                                       ^^^^^^^^^^^^^^^^^^^^^ Holders can get a token of every service account where this role is bound: create on serviceaccounts/token is allowed.
          verbs: [get, create]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: broker}
      rules:
        - apiGroups: [""]
          resources: [serviceaccounts]
          verbs: [get, create]
    `,
  },
  {
    title: 'Tokens of one account',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: broker}
      rules:
        - {apiGroups: [""], resources: [serviceaccounts/token], resourceNames: [issuer], verbs: [create]}
    `,
  },
];
