/** Roles that grant what is dangerous: the same finding at the resource, or at the verb, that names it. */

import { atLeast } from '../facts/defaults.ts';
import { choice, type Proposal, removeValue, type Safety } from '../fix.ts';
import { type Access, type Grant, grantsOf, isWildcard } from '../model/policyrule.ts';
import type { Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/**
 * A problem at every resource that a role names and so grants, for all objects. `*` in `resources` is left to the rule about it.
 * `consequence` says what holders of the role can do, without a full stop; `betterFixes` come before taking the resource out.
 */
export function* resourceProblems(
  role: Resource,
  access: Access,
  consequence: (grant: Grant) => string,
  betterFixes: (grant: Grant, resource: Value) => readonly Proposal[] = () => [],
): Iterable<Problem> {
  for (const grant of grantsOf(role, access)) {
    if (grant.names) continue;
    for (const resource of grant.resources) {
      if (isWildcard(resource)) continue;
      const others = grant.rule
        .at('resources')
        .items()
        .filter(it => it.asString() !== resource.asString());
      const name = resource.asString();
      yield {
        at: resource,
        message: `${consequence(grant)}: ${verbsOf(grant)} on ${name} ${grant.covers.verbs.length > 1 && !grant.verbs.some(isWildcard) ? 'are' : 'is'} allowed.`,
        fixes: [
          ...betterFixes(grant, resource),
          ...(others.length ? [choice(`Take ${name} out of this rule`, removeValue(resource))] : []),
        ],
      };
    }
  }
}

/** The same, but only where the role names one of the verbs: for what `*` in `verbs` says well enough. */
export function* namedVerbsProblems(role: Resource, access: Access, consequence: (grant: Grant) => string): Iterable<Problem> {
  const named = new Set(
    grantsOf(role, access).flatMap(it => (it.verbs.every(isWildcard) ? [] : it.resources.map(at => at.place.range.start))),
  );
  for (const problem of resourceProblems(role, access, consequence)) if (named.has(problem.at.place.range.start)) yield problem;
}

/**
 * A problem at every verb that a role names and so grants. `*` in `verbs` is left to the rule about it.
 * `message` is undefined for what is not worth a problem, such as a harmless limit to some names.
 */
export function* verbProblems(
  role: Resource,
  access: Access,
  safety: Safety | ((grant: Grant) => Safety),
  message: (grant: Grant, verb: string) => string | undefined,
): Iterable<Problem> {
  for (const grant of grantsOf(role, access)) {
    for (const verb of grant.verbs) {
      const text = isWildcard(verb) ? undefined : message(grant, verb.asString()!);
      if (text !== undefined)
        yield { at: verb, message: text, fixes: withoutVerb(grant.rule, verb, typeof safety === 'string' ? safety : safety(grant)) };
    }
  }
}

/** Where holders of a role have what it grants of namespaced resources, to follow "every Pod". */
export function reachOf(role: Resource): string {
  if (role.kind === 'ClusterRole') return 'where this role is bound';
  return role.namespace === undefined ? "in the role's namespace" : `in the namespace ${role.namespace}`;
}

/**
 * The verbs that open a stream into a Pod (`exec`, `attach`, `portforward`): `create`, and before Kubernetes 1.35 also `get`, as
 * WebSockets begin with GET. Source: CHANGELOG-1.35, feature gate AuthorizePodWebsocketUpgradeCreatePermission.
 */
export const streamVerbs = (kubernetesVersion: string | undefined): readonly string[] =>
  kubernetesVersion === undefined || atLeast(kubernetesVersion, '1.35') ? ['create'] : ['get', 'create'];

/** "a", "a and b", "a, b and c". */
export const enumerate = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const verbsOf = (grant: Grant): string => (grant.verbs.some(isWildcard) ? 'every verb' : enumerate(grant.covers.verbs));

function withoutVerb(rule: Value, verb: Value, safety: Safety): readonly Proposal[] {
  const others = rule
    .at('verbs')
    .items()
    .filter(it => it.asString() !== verb.asString());
  return others.length ? [{ title: `Take ${verb.asString()} out of this rule`, safety, edits: [removeValue(verb)] }] : [];
}
