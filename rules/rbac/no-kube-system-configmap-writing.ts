import { defineRoleRule, enumerate, type Example, grantsOf, isWildcard, type Resource, resource, text } from '#core';

/** What writing a ConfigMap of the cluster itself comes to, to follow "can". */
const EFFECTS: Readonly<Record<string, string>> = {
  'aws-auth': 'make any IAM identity an administrator',
  'cluster-info': 'give new nodes another API server',
  coredns: 'decide what names resolve to',
  'coredns-custom': 'decide what names resolve to',
  'extension-apiserver-authentication': 'choose whose requests extension API servers believe',
  'kube-dns': 'decide what names resolve to',
  'kube-proxy': 'choose how nodes pass on traffic',
  'kubeadm-config': 'change how kubeadm sets up control planes',
  'kubelet-config': 'change how kubelets are set up',
};

export default defineRoleRule({
  id: 'rbac/no-kube-system-configmap-writing',
  summary: 'A role must not allow writing the ConfigMaps that steer the cluster.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { trivy: ['KSV-0049', 'KSV-0115'], kubescape: ['C-0037'] },
  links: [
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
  ],
  docs: {
    why: `
      ConfigMaps in \`kube-system\` decide how names are resolved (\`coredns\`), who is who on EKS (\`aws-auth\`), how kube-proxy
      and new nodes are set up, and whose requests extension API servers believe. Each of them leads to the whole cluster.`,
    fix: 'Name the ConfigMaps that the workload owns in `resourceNames`, with `update` and `patch`.',
    ignore: 'The installer of the cluster, and controllers that are part of it.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['configmaps'], verbs: ['update', 'patch'] };
    for (const { rule, names, resources } of grantsOf(role, access)) {
      const known = names?.filter(it => Object.hasOwn(EFFECTS, it) && isThere(role, it)) ?? [];
      const isAll = !names && role.kind === 'Role' && role.namespace === 'kube-system';
      const resource = resources.find(it => !isWildcard(it));
      if (!resource || (!isAll && !known.length)) continue;
      const at = isAll
        ? resource
        : rule
            .at('resourceNames')
            .items()
            .find(it => it.asString() === known[0])!;
      const effects = isAll ? 'change how names are resolved and how new nodes are set up' : enumerate(known.map(it => EFFECTS[it]!));
      yield { at, message: `Holders can ${effects}: ${isAll ? 'every ConfigMap of kube-system' : enumerate(known)} may be changed.` };
    }
  },
});

/** A Role of another namespace has nothing to do with a ConfigMap. */
const isThere = ({ kind, namespace }: Resource, name: string): boolean =>
  kind !== 'Role' || namespace === undefined || namespace === (name === 'cluster-info' ? 'kube-public' : 'kube-system');

export const examples = (): readonly Example[] => [
  {
    title: 'Every ConfigMap of kube-system',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, update]}
                                        ^^^^^^^^^^ Holders can change how names are resolved and how new nodes are set up: every ConfigMap of kube-system may be changed.
    `,
  },
  {
    title: 'Two by name',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: operator}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [patch], resourceNames: [aws-auth, operator, coredns]}
                                                                                     ^^^^^^^^ Holders can make any IAM identity an administrator and decide what names resolve to: aws-auth and coredns may be changed.
    `,
  },
  {
    title: 'Its own, reading, and another namespace',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: kube-system}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [update], resourceNames: [operator]}
        - {apiGroups: [""], resources: [configmaps], verbs: [get, list, create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [update], resourceNames: [coredns]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: operator, namespace: kube-public}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [update], resourceNames: [coredns]}
    `,
  },
];
