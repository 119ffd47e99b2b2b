/** Resources that are named with a group which certainly has none of that name. */

import { replaceValue, setKey, suggest } from '../fix.ts';
import { atLeast } from '../facts/defaults.ts';
import { groupOf } from '../facts/resources.ts';
import type { Problem } from '../rule.ts';
import type { Value } from '../model/value.ts';

/** Groups that only Kubernetes itself puts resources into. `extensions` had many that moved. */
const BUILT_IN = ['', 'apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io', 'networking.k8s.io', 'storage.k8s.io'];

/** Problems of an entry with a `group` and `resources`: no group at all, or one that does not have these resources. `kubernetesVersion` is `X.Y`. */
export function* groupProblems(entry: Value, kubernetesVersion: string | undefined): Iterable<Problem> {
  const group = entry.at('group');
  const written = group.asString() ?? (entry.lacks('group') ? '' : undefined);
  if (written === undefined) return;
  const message = whyNoGroup(written, kubernetesVersion);
  if (!message) yield* misplacedResources(entry, written);
  else if (written === '*') yield { at: group, message };
  else
    yield {
      at: group,
      message,
      fixes: [suggest('Name the group without version', replaceValue(group, isVersion(written) ? '' : written.split('/')[0]!))],
    };
}

function whyNoGroup(group: string, kubernetesVersion: string | undefined): string | undefined {
  if (group.includes('/'))
    return `The API server does not start with this policy: ${group} is no API group, as groups are named without version.`;
  if (isVersion(group)) return `There is no API group ${group}: this is a version, and matches nothing.`;
  if (group !== '*' || kubernetesVersion === undefined || atLeast(kubernetesVersion, '1.36')) return undefined;
  return 'The API server does not start with this policy: before Kubernetes 1.36, * is no API group.';
}

const isVersion = (group: string): boolean => /^v\d+(?:(?:alpha|beta)\d+)?(?:\/|$)/.test(group);

/** None in groups that may have resources of their own. */
function* misplacedResources(entry: Value, group: string): Iterable<Problem> {
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
