import { defineRoleRule, type Example, type Grant, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-kube-system-secrets',
  summary: 'A Role in `kube-system` must not allow reading or writing Secrets that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: {
    'cis-1.12': ['5.1.2'],
    checkov: ['CKV2_K8S_5'],
    trivy: ['KSV-0113'],
    kubescape: ['C-0015', 'C-0186'],
    'kube-linter': ['access-to-secrets'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  ],
  docs: {
    why: `
      The Secrets of \`kube-system\` are those of the cluster itself: tokens that let new nodes join, credentials for the cloud,
      and what a token of a controller can be had with. Whoever has them has the cluster.`,
    fix: 'Name the Secrets in `resourceNames`, or move the workload to a namespace of its own.',
    ignore: `
      A controller of the cluster itself, such as one that renews its certificates under names it cannot know before.`,
  },

  on: resource('rbac.authorization.k8s.io', 'Role'),

  *check(role) {
    if (role.namespace !== 'kube-system') return;
    const access = {
      group: '',
      resources: ['secrets'],
      verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
    };
    yield* resourceProblems(role, access, consequenceOf);
  },
});

function consequenceOf({ covers: { verbs } }: Grant): string {
  if (verbs.some(it => READING.includes(it))) return 'Holders have the credentials of the cluster itself in hand';
  return verbs.every(it => it === 'create')
    ? 'Holders can add to the credentials of the cluster itself'
    : 'Holders can change or remove the credentials of the cluster itself';
}

const READING: readonly string[] = ['get', 'list', 'watch'];

export const examples = (): readonly Example[] => [
  {
    title: 'Reading, beside what is harmless',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: backup, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [secrets, configmaps], verbs: [get, list]}
                                        ^^^^^^^ Holders have the credentials of the cluster itself in hand: get and list on secrets are allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: backup, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, list]}
    `,
  },
  {
    title: 'Writing only',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: rotate, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [create]}
                                        ^^^^^^^ Holders can add to the credentials of the cluster itself: create on secrets is allowed.
        - {apiGroups: [""], resources: [secrets], verbs: [delete]}
                                        ^^^^^^^ Holders can change or remove the credentials of the cluster itself: delete on secrets is allowed.
    `,
  },
  {
    title: 'By name, and in another namespace',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: backup, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get, update], resourceNames: [backup]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: backup, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get]}
    `,
  },
];
