import { choice, defineRoleRule, type Example, policiesOf, powersOf, removeValue, resource, text, userFacingRole } from '#core';

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

  *check(role) {
    const policies = policiesOf(role);
    for (const audience of ['view', 'edit', 'admin']) {
      const label = role.at('metadata', 'labels', `rbac.authorization.k8s.io/aggregate-to-${audience}`);
      if (label.asString() !== 'true') continue;
      const usual = powersOf(userFacingRole(audience) ?? [], false).map(it => it.id);
      const power = powersOf(policies, false).find(it => !usual.includes(it.id) && (audience === 'view' || it.id !== 'bindings'));
      const writes = audience === 'view' && policies.some(it => !it.urls.length && it.verbs.some(verb => WRITING.includes(verb)));
      if (!power && !writes) continue;
      yield {
        at: label,
        message: `Everyone with the role ${audience} can ${power?.does ?? 'change things, as this role allows more than reading'}.`,
        fixes: [choice('Remove the label', removeValue(label))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Secrets and writing for those who view',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: secrets
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: "true"
                                                       ^^^^^^ Everyone with the role view can read every Secret.
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get, list]}
      ---
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
        name: secrets
        labels: {}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get, list]}
      ---
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
    title: 'Escalation for those who administer a namespace',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: roles
        labels:
          team: "a"
          rbac.authorization.k8s.io/aggregate-to-admin: "true"
                                                        ^^^^^^ Everyone with the role admin can give themselves any role.
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
      rules:
        - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind, get]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
    `,
  },
  {
    title: 'Custom resources, as is usual',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: view-shops
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: "true"
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [get, list, watch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: edit-shops
        labels:
          rbac.authorization.k8s.io/aggregate-to-edit: "true"
      rules:
        - {apiGroups: [example.com], resources: [shops], verbs: [create, delete, patch]}
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: off
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: "false"
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
    `,
  },
];
