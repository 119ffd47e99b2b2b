import { atLeast, defineRoleRule, type Example, grantsOf, isWildcard, resource, text } from '#core';

const POLICIES = [
  ['policy', 'podsecuritypolicies'],
  ['extensions', 'podsecuritypolicies'],
  ['security.openshift.io', 'securitycontextconstraints'],
] as const;

/** Policies of these names permit root or the node. */
const OPEN: readonly string[] = ['privileged', 'anyuid', 'hostaccess', 'hostmount-anyuid', 'hostnetwork', 'hostnetwork-v2'];

export default defineRoleRule({
  id: 'rbac/no-privileged-policy-use',
  summary: 'A role must not allow using pod security policies or security context constraints that permit everything.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    'https://github.com/openshift/api/blob/master/security/v1/types.go',
  ],
  docs: {
    why: `
      Service accounts with \`use\` on a privileged policy start privileged Pods, and those are the node itself. Without
      \`resourceNames\`, the rule covers every policy.`,
    fix: 'Name the strictest policy that the workload runs with in `resourceNames`, such as `restricted-v2`.',
    ignore: 'Agents that work on the node itself, such as network and storage drivers.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role, { kubernetesVersion }) {
    const isGone = kubernetesVersion !== undefined && atLeast(kubernetesVersion, '1.25');
    for (const [group, resource] of POLICIES) {
      if (isGone && resource === 'podsecuritypolicies') continue;
      for (const { rule, names, resources, verbs } of grantsOf(role, { group, resources: [resource], verbs: ['use'] })) {
        const named = resources.find(it => !isWildcard(it));
        if (!named || verbs.every(isWildcard)) continue;
        if (!names) yield { at: named, message: `Holders can start Pods under every one of the ${resource}, privileged ones included.` };
        for (const name of rule.at('resourceNames').items()) {
          if (OPEN.includes(name.asString() ?? ''))
            yield {
              at: name,
              message: `Holders can start Pods under ${name.asString()}, which ${name.asString() === 'privileged' ? 'permits everything' : 'permits what Pod Security forbids'}.`,
            };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every policy, and the most open constraint',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use]}
                                            ^^^^^^^^^^^^^^^^^^^ Holders can start Pods under every one of the podsecuritypolicies, privileged ones included.
        - {apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [use], resourceNames: [privileged, restricted-v2, anyuid]}
                                                                                                                      ^^^^^^^^^^ Holders can start Pods under privileged, which permits everything.
                                                                                                                                                 ^^^^^^ Holders can start Pods under anyuid, which permits what Pod Security forbids.
    `,
  },
  {
    title: 'Pod security policies in a release without them',
    file: 'role.yaml',
    kubernetesVersion: '1.25',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use]}
    `,
  },
  {
    title: 'The strictest',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [use], resourceNames: [restricted-v2]}
        - {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [get, list]}
    `,
  },
];
