/** The authorizers of an AuthorizationConfiguration. */

import type { Resource } from './resource.ts';
import { resource } from '../rule.ts';
import type { Value } from './value.ts';

export const authorizationConfiguration = resource('apiserver.config.k8s.io', 'AuthorizationConfiguration');

/** One entry of `authorizers`. */
export interface Authorizer {
  readonly value: Value;
  /** Undefined where it cannot be known. */
  readonly type: string | undefined;
}

export const authorizersOf = (configuration: Resource): readonly Authorizer[] =>
  configuration
    .at('authorizers')
    .items()
    .map(value => ({ value, type: value.at('type').asString() }));

/** The types of all authorizers, in order; undefined unless certainly all are seen, and there are any. */
export function allAuthorizers(configuration: Resource): readonly string[] | undefined {
  const list = configuration.at('authorizers');
  const types = authorizersOf(configuration).flatMap(it => it.type ?? []);
  return !configuration.isPart && list.isClosed && types.length && types.length === list.items().length ? types : undefined;
}

/** A name that no authorizer has: the API server takes each only once. Source: `ValidateAuthorizationConfiguration` in `k8s.io/apiserver`. */
export function freeName(configuration: Resource, wanted: string): string {
  const taken = authorizersOf(configuration).map(it => it.value.at('name').asString());
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
