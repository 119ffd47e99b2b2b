/** The JWT authenticators of an AuthenticationConfiguration: what their issuers can say of users, and what keeps them from it. */

import type { Resource } from './resource.ts';
import { resource } from '../rule.ts';
import type { Value } from './value.ts';

export const authenticationConfiguration = resource('apiserver.config.k8s.io', 'AuthenticationConfiguration');

export const authenticatorsOf = (configuration: Resource): readonly Value[] => configuration.at('jwt').items();

/** Why names or groups are just as the issuer has them: `prefix` that is empty, or an `expression` that passes on a claim. */
export function unprefixed(authenticator: Value, what: 'username' | 'groups'): { readonly at: Value; readonly why: string } | undefined {
  const mapping = authenticator.at('claimMappings', what);
  const [prefix, expression] = [mapping.at('prefix'), mapping.at('expression')];
  // A claim without any prefix is refused: it has to be said that there is none.
  if (mapping.at('claim').exists && prefix.type === 'string' && prefix.asString() === '')
    return { at: prefix, why: `${what}.prefix is empty` };
  return PASSED_ON.test(expression.asString() ?? '') ? { at: expression, why: `${what}.expression adds no prefix` } : undefined;
}

/** `claims.groups`, `claims.?groups.orValue([])`, `claims["x/groups"]`, `claims.roles.split(",")`. */
const PASSED_ON =
  /^\s*claims(?:\.\??[A-Za-z_]\w*(?!\w*\()|\[\??["'][^"']+["']\])+(?:\.orValue\((?:\[\]|''|"")\)|\.split\((["'])[^"']{1,3}\1\))?\s*$/;

/** Whether some rule of the authenticator may refuse users for their name or groups, as far as can be seen. */
export function mayRefuse(authenticator: Value, what: 'username' | 'groups'): boolean {
  const rules = authenticator.at('userValidationRules');
  return (
    !isKnownList(authenticator, 'userValidationRules') ||
    rules.items().some(it => (it.at('expression').asString() ?? `user.${what}`).includes(`user.${what}`))
  );
}

/** Whether a list is certainly all that is there, or certainly not there. */
export const isKnownList = (holder: Value, key: string): boolean =>
  holder.lacks(key) || holder.at(key).type === 'absent' || (holder.at(key).type === 'list' && holder.at(key).isClosed);

/** A prefix that no other issuer's names or groups have: the same would let one issuer name the users of another. */
export function freePrefix(configuration: Resource, authenticator: Value): string {
  const others = authenticatorsOf(configuration).filter(it => it.place.range.start !== authenticator.place.range.start);
  const taken = others.flatMap(it => ['username', 'groups'].map(what => it.at('claimMappings', what, 'prefix').asString()));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? 'oidc:' : `oidc${number}:`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** What keeps names that are Kubernetes' own from an issuer: an entry of `userValidationRules`. */
export const REFUSALS = {
  username: {
    expression: "!user.username.startsWith('system:')",
    message: 'names that start with system: are for Kubernetes itself',
  },
  groups: {
    expression: "user.groups.all(group, !group.startsWith('system:'))",
    message: 'groups that start with system: are for Kubernetes itself',
  },
} as const;
