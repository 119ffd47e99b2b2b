/**
 * What the rules of a role grant, matched as the authorizer of RBAC matches a request.
 * Source: Kubernetes 1.34, `pkg/apis/rbac/v1/evaluation_helpers.go` and `apiserver/pkg/endpoints/request/requestinfo.go`.
 */

import type { Resource } from './resource.ts';
import { isBootstrapRole } from './role.ts';
import { isOfCluster } from '../facts/resources.ts';
import { onceFor } from '../once.ts';
import type { Value } from './value.ts';

/** What may be done with what. */
export interface Access {
  /** An API group; the core group is `''`. */
  readonly group: string;
  /** Resources and subresources as roles name them: `pods`, `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The part of an access that one entry of `rules` grants. */
export interface Grant {
  /** The entry of `rules`. */
  readonly rule: Value;
  /** Which of the resources and verbs that were asked for it covers; neither is empty. */
  readonly covers: Pick<Access, 'resources' | 'verbs'>;
  /** The entries of `resources` and `verbs` that cover them, in order, wildcards included. */
  readonly resources: readonly Value[];
  readonly verbs: readonly Value[];
  /** The objects that it is limited to; undefined for every object. Names that a template decides are left out. */
  readonly names: readonly string[] | undefined;
}

/**
 * The entries of `rules` that count. None where Kubernetes itself maintains the role, and none in an aggregated
 * ClusterRole: the control plane replaces what is written there by the rules of the roles that it selects.
 */
export const rulesOf = onceFor((role: Resource): readonly Value[] =>
  isBootstrapRole(role) || role.at('aggregationRule').type !== 'absent' ? [] : role.at('rules').items(),
);

/** What one entry of `rules` about resources says, read once for all who ask. */
interface Entry {
  readonly rule: Value;
  /** Wildcards included. */
  readonly groups: readonly (string | undefined)[];
  readonly resources: readonly Word[];
  readonly verbs: readonly Word[];
}

interface Word {
  readonly at: Value;
  /** Undefined where it cannot be known. */
  readonly text: string | undefined;
}

const entriesOf = onceFor((role: Resource): readonly Entry[] => rulesOf(role).flatMap(it => entryOf(it) ?? []));

function entryOf(rule: Value): Entry | undefined {
  if (rule.at('nonResourceURLs').items().length) return undefined;
  const words = (key: string): Word[] =>
    rule
      .at(key)
      .items()
      .map(at => ({ at, text: at.asString() }));
  return { rule, groups: rule.at('apiGroups').items().map(nameOf), resources: words('resources'), verbs: words('verbs') };
}

/**
 * What a role grants of an access, one grant for each entry of its `rules` that has a part in it. A Role grants nothing on what belongs to
 * no namespace.
 */
export function grantsOf(role: Resource, access: Access): readonly Grant[] {
  // Binding a ClusterRole in a namespace is asked about there.
  const isAll = role.kind !== 'Role' || access.verbs.includes('bind');
  const asked = isAll ? access : { ...access, resources: access.resources.filter(it => !isOfCluster(access.group, it)) };
  return asked.resources.length ? entriesOf(role).flatMap(it => grantOf(it, asked) ?? []) : [];
}

/** Whether an entry of `resources` or `verbs` is `*`: it names nothing, and is the matter of rules about wildcards. */
export const isWildcard = (value: Value): boolean => value.asString() === '*';

/** What an entry of `nonResourceURLs` lets paths begin with: its asterisks at the end are one. Undefined for an entry that is one path. */
export function urlPrefix(url: string): string | undefined {
  let end = url.length;
  while (url[end - 1] === '*') end--;
  return end < url.length ? url.slice(0, end) : undefined;
}

/** What the wildcards in the API groups, resources and verbs of one entry of `rules` come from: to take one away is to think about all. */
export function wildcardCause(role: Resource, rule: Value): string {
  const place = rulesOf(role).findIndex(it => it.place.range.start === rule.place.range.start) + 1;
  const name = [role.namespace, role.name].filter(Boolean).join('/');
  return `rule ${place} of ${[role.kind, name].filter(Boolean).join(' ')} has wildcards`;
}

function grantOf({ rule, groups, resources: all, verbs: allVerbs }: Entry, access: Access): Grant | undefined {
  if (!groups.some(it => it === '*' || it === access.group)) return undefined;
  const resources = all.filter(it => access.resources.some(asked => coversResource(it.text, asked)));
  const verbs = allVerbs.filter(it => access.verbs.some(asked => coversVerb(it.text, asked)));
  if (!resources.length || !verbs.length) return undefined;
  return limited({
    rule,
    covers: {
      resources: access.resources.filter(asked => resources.some(it => coversResource(it.text, asked))),
      verbs: access.verbs.filter(asked => verbs.some(it => coversVerb(it.text, asked))),
    },
    resources: resources.map(it => it.at),
    verbs: verbs.map(it => it.at),
    names: namesOf(rule),
  });
}

// An asterisk before the slash is every resource; one behind it is a subresource that does not exist.
function coversResource(name: string | undefined, asked: string): boolean {
  if (name === '*' || name === asked) return true;
  const slash = asked.indexOf('/');
  return slash > 0 && name === `*${asked.slice(slash)}`;
}

const coversVerb = (name: string | undefined, asked: string): boolean => name === '*' || name === asked;

/** What `resourceNames` says; undefined only if it certainly limits nothing. */
function namesOf(rule: Value): readonly string[] | undefined {
  const names = rule.at('resourceNames');
  if (names.type === 'absent' ? rule.lacks('resourceNames') : names.isClosed && names.type === 'list' && !names.items().length)
    return undefined;
  return names.items().flatMap(it => nameOf(it) ?? []);
}

/** Verbs of requests that carry no name, which an empty name in `resourceNames` lets through. Those on a subresource always carry one. */
const NAMELESS = ['list', 'watch', 'create', 'deletecollection'];

function limited(grant: Grant): Grant {
  if (!grant.names?.includes('')) return grant;
  const isNameless = (verb: string) => NAMELESS.includes(verb) && !grant.covers.resources.every(it => it.includes('/'));
  const verbs = grant.covers.verbs.filter(isNameless);
  if (!verbs.length) return grant;
  return {
    ...grant,
    covers: { ...grant.covers, verbs },
    verbs: grant.verbs.filter(it => isWildcard(it) || isNameless(it.asString() ?? '')),
    names: undefined,
  };
}

/** An entry that is `null` becomes an empty string when the API server decodes the list. */
const nameOf = (value: Value): string | undefined => (value.type === 'absent' ? '' : value.asString());
