import { defineRoleRule, type Example, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-cluster-wide-secret-reading',
  summary: 'A ClusterRole must not allow reading Secrets that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: {
    'cis-1.12': ['5.1.2'],
    checkov: ['CKV2_K8S_5'],
    trivy: ['KSV-0041'],
    kubescape: ['C-0015', 'C-0186'],
    'kube-linter': ['access-to-secrets'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  docs: {
    why: `
      Secrets hold passwords, keys and tokens of service accounts; who reads them all can do whatever any of their owners can.
      \`list\` and \`watch\` show the contents just as \`get\` does.`,
    fix: `
      Use a Role in the namespaces that matter, or name the Secrets in \`resourceNames\`. Names limit \`list\` and \`watch\` too:
      such a request is then refused unless it carries \`metadata.name=NAME\` as its field selector.`,
    ignore: 'A controller that works on every Secret, such as one that keeps certificates in them or copies them.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] };
    yield* resourceProblems(role, access, () => 'Holders can read every Secret where this role is bound');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Listing is reading',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: observer
      rules:
        - apiGroups: [""]
          resources:
            - configmaps
            - secrets
              ^^^^^^^ Holders can read every Secret where this role is bound: list on secrets is allowed.
            # what runs
            - pods
          verbs: [list]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: observer
      rules:
        - apiGroups: [""]
          resources:
            - configmaps
            # what runs
            - pods
          verbs: [list]
    `,
  },
  {
    title: 'Every verb, and an empty name, which stands for requests without one',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: controller}
      rules:
        - {apiGroups: ["*"], resources: [secrets], verbs: ["*"]}
                                         ^^^^^^^ Holders can read every Secret where this role is bound: every verb on secrets is allowed.
        - {apiGroups: [""], resources: [secrets], verbs: [get, list, watch], resourceNames: [""]}
                                        ^^^^^^^ Holders can read every Secret where this role is bound: list and watch on secrets are allowed.
    `,
  },
  {
    title: 'Secrets that are named, writing only, and secrets of another group',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: controller}
      rules:
        - {apiGroups: [""], resources: [secrets], resourceNames: [webhook-cert], verbs: [get, list, watch]}
        - {apiGroups: [""], resources: [secrets], verbs: [create]}
        - {apiGroups: [vault.example.com], resources: [secrets], verbs: [get]}
    `,
  },
];
