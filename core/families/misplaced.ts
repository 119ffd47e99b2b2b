/** Resources that are named with a group which certainly has none of that name. */

import { replaceValue, setKey, suggest } from '../fix.ts';
import { groupOf } from '../facts/resources.ts';
import type { Problem } from '../rule.ts';
import type { Value } from '../model/value.ts';

/** Groups that only Kubernetes itself puts resources into. `extensions` had many that moved. */
const BUILT_IN = ['', 'apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io', 'networking.k8s.io', 'storage.k8s.io'];

/** Problems of an entry with a `group` and `resources`; none in groups that may have resources of their own. */
export function* misplacedResources(entry: Value, group: string): Iterable<Problem> {
  if (!BUILT_IN.includes(group)) return;
  const resources = entry.at('resources').items();
  for (const resource of resources) {
    const name = resource.asString() ?? '';
    const owner = groupOf(name);
    const plural = owner === undefined ? pluralOf(name) : undefined;
    if (plural !== undefined && groupOf(plural) === group) {
      yield {
        at: resource,
        message: `"${name}" matches nothing: the resource is called ${plural}.`,
        fixes: [suggest(`Change it to ${plural}`, replaceValue(resource, plural))],
      };
    } else if (owner !== undefined && owner !== group && !/^events(\/|$)/.test(name)) {
      yield {
        at: resource,
        message: `${name} of the ${group === '' ? 'core group' : `group ${group}`} matches nothing: the resource is in ${owner === '' ? 'the core group' : owner}.`,
        fixes: resources.every(it => groupOf(it.asString() ?? '') === owner)
          ? [suggest(`Name the group ${owner || '""'}`, setKey(entry, 'group', owner))]
          : [],
      };
    }
  }
}

/** A built-in resource, from its kind or its singular. */
const pluralOf = (name: string): string | undefined => {
  const small = name.toLowerCase();
  return [small, `${small}s`, `${small}es`, small.replace(/y$/, 'ies')].find(it => it !== name && groupOf(it) !== undefined);
};
