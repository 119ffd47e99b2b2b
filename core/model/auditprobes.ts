/** Requests that stand for all that a rule of an audit policy matches: if one of them gets to the rule, something does. */

import { type AuditPolicy, type AuditRequest, type AuditRule, isEmpty, isForResources, matches, type Names } from './auditpolicy.ts';

/** Stands for a name that no rule mentions. No API object can be called that. */
export const ANY = '\u0000';

/** Every verb a request for a resource can have. Source: `k8s.io/apiserver/pkg/endpoints/request`, RequestInfo. */
export const RESOURCE_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

/** The verbs of other requests: HTTP methods in small letters. */
const URL_VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** What requests are about. */
export interface Target {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

/** A request of somebody without a role of their own, in a namespace without a name of its own: the usual case. */
export const requestOf = ({ group, resource, subresource = '' }: Target, verb: string): AuditRequest => ({
  ...SOMEBODY,
  verb,
  group,
  resource,
  subresource,
  namespace: ANY,
  name: ANY,
});

/**
 * A request for the target that certainly gets to the rule and is matched by it; undefined where there is none, or none that is certain.
 * Without `byName`, rules that are about single objects do not count.
 */
export function requestDecidedBy(
  policy: AuditPolicy,
  rule: AuditRule,
  target: Target,
  verb: string,
  byName = true,
): AuditRequest | undefined {
  const earlier = policy.rules.slice(0, policy.rules.indexOf(rule));
  const names = byName ? rule.resources.flatMap(it => it.resourceNames.names) : [];
  for (const who of peopleOf(rule)) {
    for (const namespace of isEmpty(rule.namespaces) ? [ANY] : rule.namespaces.names) {
      for (const name of [ANY, ...names]) {
        const request = { ...requestOf(target, verb), ...who, namespace, name };
        if (matches(rule, request) === true && earlier.every(it => matches(it, request) === false)) return request;
      }
    }
  }
  return undefined;
}

/** Whether certainly no request gets to the rule; with the one earlier rule that matches all of them, where it is one. */
export function shadowOf(policy: AuditPolicy, rule: AuditRule): { readonly by: AuditRule | undefined } | undefined {
  const earlier = policy.rules.slice(0, policy.rules.indexOf(rule));
  if (!earlier.length || isUncertain(rule)) return undefined;
  const requests: AuditRequest[] = [];
  for (const request of probesOf(rule)) {
    if (requests.length >= MOST || !earlier.some(it => matches(it, request) === true)) return undefined;
    requests.push(request);
  }
  return requests.length ? { by: earlier.find(it => requests.every(request => matches(it, request) === true)) } : undefined;
}

/** A request that certainly no rule matches, so that nothing is recorded of it; undefined where there is none. Odd HTTP methods on URLs do not count. */
export const unmatchedRequest = (policy: AuditPolicy): AuditRequest | undefined =>
  [SOMEBODY, NOBODY]
    .flatMap(who => [
      ...RESOURCE_VERBS.flatMap(verb =>
        [ANY, ''].map(namespace => ({ ...requestOf({ group: ANY, resource: ANY }, verb), ...who, namespace })),
      ),
      { ...requestOf({ group: '', resource: '' }, 'get'), ...who, url: `/${ANY}` },
    ])
    .find(request => policy.rules.every(it => matches(it, request) === false));

/** As many requests as are tried for one rule. */
const MOST = 5_000;

const SOMEBODY = { user: ANY, groups: ['system:authenticated'] } as const;

const NOBODY = { user: 'system:anonymous', groups: ['system:unauthenticated'] } as const;

/** Whose credentials are refused: no rule about users or groups matches them. Source: `k8s.io/apiserver/pkg/endpoints/filters/authn_audit.go`. */
const REFUSED = { user: '', groups: [] } as const;

const isUncertain = (rule: AuditRule): boolean =>
  rule.isOpen ||
  [rule.users, rule.userGroups, rule.verbs, rule.namespaces, rule.nonResourceURLs].some(it => it.isOpen) ||
  rule.resources.some(it => it.group === undefined || it.resources.isOpen || it.resourceNames.isOpen);

/** Names that are written, and one that is not where everything is selected: fewest of the earlier rules match that one. */
const orAny = (list: Names): readonly string[] => (isEmpty(list) ? [ANY] : list.names);

function* probesOf(rule: AuditRule): Iterable<AuditRequest> {
  const isAboutUrls = !isForResources(rule);
  const isAboutAnyone = isEmpty(rule.users) && isEmpty(rule.userGroups);
  for (const who of isAboutAnyone ? [...peopleOf(rule), REFUSED] : peopleOf(rule)) {
    if (isAboutUrls) {
      for (const url of urlsOf(rule)) {
        for (const verb of isEmpty(rule.verbs) ? URL_VERBS : rule.verbs.names) {
          yield { ...requestOf({ group: '', resource: '' }, verb), ...who, url };
        }
      }
      if (!isEmpty(rule.nonResourceURLs)) continue;
    }
    for (const verb of isEmpty(rule.verbs) ? RESOURCE_VERBS : rule.verbs.names) {
      for (const namespace of isEmpty(rule.namespaces) ? [ANY, ''] : rule.namespaces.names) {
        for (const { target, name } of targetsOf(rule)) yield { ...requestOf(target, verb), ...who, namespace, name };
      }
    }
  }
}

/** `/healthz*` stands for `/healthz` and all that may follow it: what follows is matched by fewer rules. */
const urlsOf = (rule: AuditRule): readonly string[] =>
  orAny(rule.nonResourceURLs).map(it => (it === ANY ? `/${ANY}` : it.endsWith('*') ? `${it.replace(/\*+$/, '')}${ANY}` : it));

function targetsOf(rule: AuditRule): readonly { readonly target: Target; readonly name: string }[] {
  if (!rule.resources.length) return [{ target: { group: ANY, resource: ANY }, name: ANY }];
  return rule.resources.flatMap(({ group = ANY, resources, resourceNames }) =>
    orAny(resources).flatMap(pattern => {
      const [resource = '', subresource] = pattern.split('/').map(it => (it === '*' ? ANY : it));
      return orAny(resourceNames).map(name => ({
        target: { group, resource, ...(subresource === undefined ? {} : { subresource }) },
        name,
      }));
    }),
  );
}

type Person = Pick<AuditRequest, 'user' | 'groups'>;

/** Users with the groups that they have at least, and members of groups. */
function peopleOf({ users, userGroups }: AuditRule): readonly Person[] {
  if (isEmpty(users) && isEmpty(userGroups)) return [SOMEBODY, NOBODY];
  if (isEmpty(users)) return userGroups.names.map(memberOf);
  const named = users.names.map(user => ({ user, groups: groupsOf(user) }));
  if (isEmpty(userGroups)) return named;
  return named.flatMap(({ user, groups }) => userGroups.names.map(it => ({ user, groups: [...groups, it] })));
}

function memberOf(group: string): Person {
  if (group === NOBODY.groups[0]) return NOBODY;
  if (group === 'system:nodes') return { user: `system:node:${ANY}`, groups: groupsOf(`system:node:${ANY}`) };
  const namespace = /^system:serviceaccounts(?::(.+))?$/.exec(group);
  if (!namespace) return { ...SOMEBODY, groups: [...SOMEBODY.groups, group] };
  const user = `system:serviceaccount:${namespace[1] ?? ANY}:${ANY}`;
  return { user, groups: groupsOf(user) };
}

/** Source: kubernetes.io/docs/reference/access-authn-authz/authentication and …/service-accounts-admin. */
function groupsOf(user: string): readonly string[] {
  if (user === NOBODY.user) return NOBODY.groups;
  const account = /^system:serviceaccount:([^:]+):/.exec(user);
  if (account) return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${account[1]}`];
  if (user.startsWith('system:node:')) return ['system:authenticated', 'system:nodes'];
  // The API server's own connection to itself.
  if (user === 'system:apiserver') return ['system:masters'];
  return SOMEBODY.groups;
}
