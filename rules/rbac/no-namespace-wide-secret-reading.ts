import { defineRoleRule, type Example, reachOf, resource, resourceProblems, text } from '#core';

export default defineRoleRule({
  id: 'rbac/no-namespace-wide-secret-reading',
  summary: 'A Role must not allow reading Secrets that it does not name.',
  severity: 'warning',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['5.1.2'],
    checkov: ['CKV2_K8S_5'],
    trivy: ['KSV-0113'],
    kubescape: ['C-0015', 'C-0186'],
    'kube-linter': ['access-to-secrets'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  docs: {
    why: `
      The holder reads the Secrets of every other workload in the namespace, and those that are added later.
      \`list\` and \`watch\` show the contents just as \`get\` does.`,
    fix: `
      Name the Secrets in \`resourceNames\`. Names limit \`list\` and \`watch\` too: such a request is then refused unless it
      carries \`metadata.name=NAME\` as its field selector. A Pod needs no right at all to mount a Secret.`,
    ignore: 'A controller that looks after all Secrets of the namespace.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role'),

  *check(role) {
    // Those of the cluster itself are the matter of another rule.
    if (role.namespace === 'kube-system') return;
    const access = { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] };
    yield* resourceProblems(role, access, () => `Holders can read every Secret ${reachOf(role)}`);
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every Secret of a namespace',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [pods, secrets]
                            ^^^^^^^ Holders can read every Secret in the namespace shop: get and list on secrets are allowed.
          verbs: [get, list]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [pods]
          verbs: [get, list]
    `,
  },
  {
    title: 'A Secret that is named',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [secrets]
          resourceNames: [smtp]
          verbs: [get, watch]
    `,
  },
];
