import { choice, defineRoleRule, type Example, isBuiltInGroup, replaceValue, resource, rulesOf, text } from '#core';

const KNOWN: readonly string[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** What people write who mean something else. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  read: ['get', 'list', 'watch'],
  view: ['get', 'list', 'watch'],
  show: ['get'],
  describe: ['get'],
  write: ['create', 'update', 'patch'],
  edit: ['update', 'patch'],
  modify: ['update', 'patch'],
  apply: ['create', 'patch'],
  add: ['create'],
  post: ['create'],
  put: ['update'],
  remove: ['delete'],
};

export default defineRoleRule({
  id: 'rbac/no-unknown-verbs',
  summary: 'A role must name verbs that Kubernetes knows.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource'],
  docs: {
    why: `
      Verbs are compared letter by letter. One that no request has grants nothing: reviewers believe in a right that is not
      there, and whoever finds that it does not work is tempted to write \`*\`.`,
    fix: 'Name the verbs of the API: get, list, watch, create, update, patch, delete, deletecollection.',
    ignore: 'A role that other software reads, and that the API server is never asked about.',
  },

  on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),

  *check(role) {
    for (const rule of rulesOf(role)) {
      // Other groups may have verbs of their own.
      const groups = rule
        .at('apiGroups')
        .items()
        .map(it => (it.type === 'absent' ? '' : it.asString()));
      if (!groups.length || !groups.every(it => it !== undefined && isBuiltInGroup(it))) continue;
      const given = rule.at('verbs').items();
      for (const verb of given) {
        const text = verb.asString() ?? '';
        const meant = meantBy(text);
        if (!meant) continue;
        const missing = meant.filter(it => !given.some(other => other.asString() === it));
        yield {
          at: verb,
          message: `"${text}" is no verb of Kubernetes, and grants nothing.`,
          fixes: missing.length ? [choice(`Name ${missing.join(', ')} instead`, replaceValue(verb, ...missing))] : [],
        };
      }
    }
  },
});

/** Undefined for what may be a verb. */
function meantBy(text: string): readonly string[] | undefined {
  const lower = text.toLowerCase();
  if (Object.hasOwn(MEANT, lower)) return MEANT[lower];
  if (lower !== text && KNOWN.includes(lower)) return [lower];
  const several = lower.split(/[\s,]+/).filter(Boolean);
  return several.length > 1 && several.every(it => KNOWN.includes(it)) ? several : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Words of another kind',
    file: 'role.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [read]}
                                                       ^^^^ "read" is no verb of Kubernetes, and grants nothing.
        - {apiGroups: [apps], resources: [deployments], verbs: [GET, write]}
                                                                ^^^ "GET" is no verb of Kubernetes, and grants nothing.
                                                                     ^^^^^ "write" is no verb of Kubernetes, and grants nothing.
        - {apiGroups: [""], resources: [services], verbs: ["get,list"]}
                                                           ^^^^^^^^^^ "get,list" is no verb of Kubernetes, and grants nothing.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, list, watch]}
        - {apiGroups: [apps], resources: [deployments], verbs: [get, create, update, patch]}
        - {apiGroups: [""], resources: [services], verbs: ["get", "list"]}
    `,
  },
  {
    title: 'Verbs of the API, and of another group',
    file: 'role.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, list, watch, deletecollection]}
        - {apiGroups: [example.com], resources: [shops], verbs: [read]}
        - {apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate]}
    `,
  },
];
