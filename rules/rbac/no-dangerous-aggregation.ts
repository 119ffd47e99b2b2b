import {
  choice,
  defineRoleRule,
  type Example,
  isBootstrapRole,
  isReview,
  policiesOf,
  type Policy,
  powersOf,
  removeValue,
  resource,
  text,
  userFacingRole,
} from '#core';

const WRITING: readonly string[] = ['*', 'create', 'update', 'patch', 'delete', 'deletecollection'];

export default defineRoleRule({
  id: 'rbac/no-dangerous-aggregation',
  summary: 'A ClusterRole that the roles for users collect must not make them more powerful than they are meant to be.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  docs: {
    why: `
      The label puts the rules of this role into \`view\`, \`edit\` or \`admin\`, and so into the hands of everyone who has those,
      in every namespace, without any binding being written.`,
    fix: 'Remove the label, and bind the role to those who need it.',
    ignore: 'A cluster in which these roles are given to administrators only.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role, { grants }) {
    if (isBootstrapRole(role)) return;
    const policies = role.at('aggregationRule').type === 'absent' ? policiesOf(role) : grants.collected(role);
    for (const audience of ['view', 'edit', 'admin']) {
      const label = role.at('metadata', 'labels', `rbac.authorization.k8s.io/aggregate-to-${audience}`);
      if (label.asString() !== 'true') continue;
      const usual = powersOf(userFacingRole(audience) ?? [], true).map(it => it.id);
      const more = powersOf(policies, true).filter(it => !usual.includes(it.id) && (audience === 'view' || it.id !== 'bindings'));
      // What a binding in a namespace gives too comes first.
      const power = more.find(it => !it.ofCluster) ?? more[0];
      if (!power && !(audience === 'view' && policies.some(changes))) continue;
      yield {
        at: label,
        message: `Everyone with the role ${audience} ${power?.ofCluster ? 'in the whole cluster ' : ''}can ${power?.does ?? 'change things, as this role allows more than reading'}.`,
        fixes: [choice('Remove the label', removeValue(label))],
      };
    }
  },
});

function changes({ groups, resources, urls, verbs }: Policy): boolean {
  if (urls.length || !verbs.some(verb => WRITING.includes(verb))) return false;
  return !resources.length || groups.some(group => resources.some(it => !isReview(group, it)));
}

export const examples = (): readonly Example[] => [
  {
    title: 'Writing for those who view',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: shops
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: "true"
                                                       ^^^^^^ Everyone with the role view can change things, as this role allows more than reading.
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [get, patch]}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: shops
        labels: {}
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [get, patch]}
    `,
  },
  {
    title: 'Escalation for those who administer a namespace, and a role that collects others itself',
    file: 'roles.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: roles
        labels:
          team: "a"
          rbac.authorization.k8s.io/aggregate-to-admin: "true"
                                                        ^^^^^^ Everyone with the role admin can give themselves any role.
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "of-roles"}}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: binding, labels: {part: "of-roles"}}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind, get]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: roles
        labels:
          team: "a"
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "of-roles"}}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: binding, labels: {part: "of-roles"}}
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind, get]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
    `,
  },
  {
    title: 'Custom resources, as is usual, and questions',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: view-shops, labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [get, list, watch]}
        - {apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: edit-shops, labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}}
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [create, delete, patch]}
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: off, labels: {rbac.authorization.k8s.io/aggregate-to-view: "false"}}
      rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
    `,
  },
];
