/** What to write in the place of `*` in a role: what there is. */

import { choice, type Proposal, replaceValue } from '../fix.ts';
import { groupOf, resourcesOf, verbsOf } from '../facts/resources.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/**
 * Fixes for `*` in `resources`: the resources of the groups that the rule names, where all of these are built in. Subresources are left
 * out, and so are Secrets: whoever needs them names them.
 */
export function namedResources(role: Resource, rule: Value, wildcard: Value): readonly Proposal[] {
  const there = namesIn(rule, 'resources');
  const all = namesIn(rule, 'apiGroups').map(it => resourcesOf(it, role.kind === 'Role'));
  const named = all.flat().filter(it => it !== 'secrets' && !there.includes(it));
  if (!named.length || !all.every(it => it.length)) return [];
  return [
    choice(`Name the resources that there are${named.includes('pods') ? ', without Secrets' : ''}`, replaceValue(wildcard, ...named)),
  ];
}

/** A fix for `*` in `verbs`: those of the wanted verbs that exist for the resources of the rule, or all where that is not known. */
export function namedVerbs(title: string, rule: Value, wildcard: Value, wanted: readonly string[]): readonly Proposal[] {
  const groups = namesIn(rule, 'apiGroups');
  const known = namesIn(rule, 'resources').map(it => (groups.includes(groupOf(it) ?? '*') ? verbsOf(it) : undefined));
  const verbs = known.length && !known.includes(undefined) ? wanted.filter(verb => known.some(it => it?.includes(verb))) : wanted;
  return verbs.length ? [choice(title, replaceValue(wildcard, ...verbs))] : [];
}

/** What is not known is `*`, which is no name. */
const namesIn = (rule: Value, key: string): readonly string[] =>
  rule
    .at(key)
    .items()
    .map(it => (it.type === 'absent' ? '' : (it.asString() ?? '*')));
