import { choice, defineRoleRule, type Example, groupOf, isBuiltInGroup, removeValue, replaceValue, resource, rulesOf, text } from '#core';

/** Short names of `kubectl`. */
const SHORT: Readonly<Record<string, string>> = {
  cm: 'configmaps',
  deploy: 'deployments',
  ds: 'daemonsets',
  ep: 'endpoints',
  ing: 'ingresses',
  ns: 'namespaces',
  po: 'pods',
  pv: 'persistentvolumes',
  pvc: 'persistentvolumeclaims',
  rs: 'replicasets',
  sa: 'serviceaccounts',
  sts: 'statefulsets',
  svc: 'services',
};

/** Stand in another group where the constrained form of impersonation asks for them. */
const IMPERSONATED = ['nodes', 'serviceaccounts'];

export default defineRoleRule({
  id: 'rbac/no-unknown-resources',
  summary: 'A role must name resources by their plural, in the group that has them.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  docs: {
    why: `
      Resources are compared letter by letter, and in their own group only. A kind, a short name or another group grants
      nothing: reviewers believe in a right that is not there, and whoever finds that it does not work is tempted to write
      \`*\`.`,
    fix: 'Name the resource as `kubectl api-resources` shows it, and its group in `apiGroups`.',
    ignore: 'A role that other software reads, and that the API server is never asked about.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      const groups = rule
        .at('apiGroups')
        .items()
        .map(it => (it.type === 'absent' ? '' : it.asString()));
      if (!groups.length || !groups.every(it => it !== undefined && isBuiltInGroup(it))) continue;
      const given = rule.at('resources').items();
      const isImpersonation =
        groups.includes('authentication.k8s.io') &&
        rule
          .at('verbs')
          .items()
          .some(it => it.asString()?.startsWith('impersonate:'));
      for (const resource of given) {
        const name = resource.asString() ?? '';
        const meant = meantBy(name);
        if (meant && groups.includes(groupOf(meant))) {
          const isThere = given.some(it => it.asString() === meant);
          const fix = isThere ? removeValue(resource) : replaceValue(resource, meant);
          yield {
            at: resource,
            message: `"${name}" is no resource, and grants nothing: it is called ${meant}.`,
            fixes: [choice(isThere ? `Remove ${name}` : `Name ${meant} instead`, fix)],
          };
          continue;
        }
        const owner = groupOf(name);
        if (isImpersonation && IMPERSONATED.includes(name)) continue;
        if (owner === undefined || groups.includes(owner) || name.startsWith('events')) continue;
        yield {
          at: resource,
          message: `"${name}" grants nothing here: it is in ${owner ? `the group ${owner}` : 'the core group, ""'}, not in ${groups.map(it => it || '""').join(' or ')}.`,
          fixes: given.length > 1 ? [choice(`Remove ${name}`, removeValue(resource))] : [],
        };
      }
    }
  },
});

/** The resource that a kind, a singular or a short name stands for; undefined for what may be a resource. */
function meantBy(name: string): string | undefined {
  if (groupOf(name) !== undefined) return undefined;
  if (Object.hasOwn(SHORT, name)) return SHORT[name];
  const lower = name.toLowerCase();
  return [lower, `${lower}s`, `${lower}es`, lower.replace(/y$/, 'ies')].find(it => groupOf(it) !== undefined);
}

export const examples = (): readonly Example[] => [
  {
    title: 'Kinds, short names, and another group',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [Pod, cm, deployments], verbs: [get]}
                                        ^^^ "Pod" is no resource, and grants nothing: it is called pods.
                                             ^^ "cm" is no resource, and grants nothing: it is called configmaps.
                                                 ^^^^^^^^^^^ "deployments" grants nothing here: it is in the group apps, not in "".
        - {apiGroups: [apps], resources: [statefulset], verbs: [get]}
                                          ^^^^^^^^^^^ "statefulset" is no resource, and grants nothing: it is called statefulsets.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods, configmaps], verbs: [get]}
        - {apiGroups: [apps], resources: [statefulsets], verbs: [get]}
    `,
  },
  {
    title: 'In its own group, and in one that is not known here',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [apps, ""], resources: [deployments, pods, pods/log], verbs: [get]}
        - {apiGroups: [metrics.k8s.io], resources: [pods], verbs: [get]}
        - {apiGroups: [extensions], resources: [deployments], verbs: [get]}
        - {apiGroups: [""], resources: [users, groups], verbs: [impersonate]}
        - {apiGroups: [authentication.k8s.io], resources: [nodes, serviceaccounts, users, groups, uids, userextras/a], verbs: ["impersonate:arbitrary-node"]}
    `,
  },
];
