import { defineRoleRule, enumerate, type Example, type Grant, grantsOf, reachOf, type Resource, resource, text, verbProblems } from '#core';

/**
 * Whom to act as is to have the cluster. Source: kubeadm 1.29, `app/phases/kubeconfig`; the policies of
 * `plugin/pkg/auth/authorizer/rbac/bootstrappolicy`: the controller manager reads everything and makes tokens of every account, the
 * controller of aggregation escalates ClusterRoles.
 */
const STRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  users: { 'system:kube-controller-manager': 'as the user system:kube-controller-manager, who reads every Secret' },
  groups: {
    'system:masters': 'in the group system:masters',
    'kubeadm:cluster-admins': 'in the group kubeadm:cluster-admins, to which kubeadm gives cluster-admin',
  },
  serviceaccounts: {
    'clusterrole-aggregation-controller':
      'as clusterrole-aggregation-controller where this role is bound for kube-system, and so write any right into ClusterRoles',
  },
};

export default defineRoleRule({
  id: 'rbac/no-impersonation',
  summary: 'A role must not allow `impersonate` on users, groups and service accounts that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.8'], checkov: ['CKV2_K8S_3'], trivy: ['KSV-0043'], kubescape: ['C-0065', 'C-0191'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
    'https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go',
    'https://kubernetes.io/docs/setup/best-practices/certificates/#configure-certificates-for-user-accounts',
  ],
  docs: {
    why: `
      A request with an \`Impersonate-User\` header is judged as that user's. Holders act as an administrator, or in the group
      \`system:masters\`, which no role limits.`,
    fix: 'List in `resourceNames` who may be impersonated. A list of users does not limit groups: each needs a list of its own.',
    ignore: 'A proxy that authenticates users itself and passes each request on in their name.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    // Users and groups belong to no namespace, so that a Role grants nothing on them.
    const resources = role.kind === 'ClusterRole' ? ['users', 'groups', 'serviceaccounts'] : ['serviceaccounts'];
    // The API server takes a group only beside a user. Source: `buildImpersonationRequests` of apiserver/pkg/endpoints/filters.
    const needsUser = !grantsOf(role, { group: '', resources: ['users', 'serviceaccounts'], verbs: ['impersonate'] }).length;
    yield* verbProblems(role, { group: '', resources, verbs: ['impersonate'] }, 'choice', grant => {
      const whom = whomOf(grant, role);
      return whom.length
        ? `"impersonate" lets holders ${needsUser ? 'who can impersonate a user ' : ''}act ${enumerate(whom)}.`
        : undefined;
    });
  },
});

function whomOf({ covers, names }: Grant, role: Resource): readonly string[] {
  if (names) {
    // The controllers live in kube-system.
    const known = covers.resources.filter(
      it => it !== 'serviceaccounts' || role.kind === 'ClusterRole' || role.namespace === 'kube-system',
    );
    return known.flatMap(it => Object.entries(STRONG[it]!).flatMap(([name, how]) => (names.includes(name) ? how : [])));
  }
  const whom: Readonly<Record<string, string>> = {
    users: 'as any user',
    groups: 'in any group, system:masters included',
    serviceaccounts: `as any service account ${reachOf(role)}`,
  };
  return covers.resources.map(it => whom[it]!);
}

export const examples = (): readonly Example[] => [
  {
    title: 'Anyone, in any group, and a group alone',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: support}
      rules:
        - apiGroups: [""]
          resources: [users, groups]
          verbs: [impersonate]
                  ^^^^^^^^^^^ "impersonate" lets holders act as any user and in any group, system:masters included.
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: joiner}
      rules:
        - {apiGroups: [""], resources: [groups], verbs: [impersonate]}
                                                         ^^^^^^^^^^^ "impersonate" lets holders who can impersonate a user act in any group, system:masters included.
    `,
  },
  {
    title: 'Groups and users that have the cluster, by name',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: break-glass}
      rules:
        - apiGroups: [""]
          resources: [groups]
          verbs: [impersonate]
                  ^^^^^^^^^^^ "impersonate" lets holders act in the group system:masters.
          resourceNames: ["system:masters"]
        - {apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: ["kubeadm:cluster-admins"]}
                                                         ^^^^^^^^^^^ "impersonate" lets holders act in the group kubeadm:cluster-admins, to which kubeadm gives cluster-admin.
        - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: ["system:kube-controller-manager", jane]}
                                                        ^^^^^^^^^^^ "impersonate" lets holders act as the user system:kube-controller-manager, who reads every Secret.
        - {apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [clusterrole-aggregation-controller]}
                                                                  ^^^^^^^^^^^ "impersonate" lets holders act as clusterrole-aggregation-controller where this role is bound for kube-system, and so write any right into ClusterRoles.
    `,
  },
  {
    title: 'The service accounts of a namespace',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: tester}
      rules:
        - apiGroups: [""]
          resources: [serviceaccounts, groups]
          verbs: [get, impersonate]
                       ^^^^^^^^^^^ "impersonate" lets holders act as any service account in the role's namespace.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: tester}
      rules:
        - apiGroups: [""]
          resources: [serviceaccounts, groups]
          verbs: [get]
    `,
  },
  {
    title: 'Only a user and a group that are named',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: support}
      rules:
        - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [reader]}
        - {apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: [readers]}
    `,
  },
];
