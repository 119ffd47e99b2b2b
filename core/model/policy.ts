/** What the rules of a role say, as plain data: kept for a whole workspace, and compared with what is dangerous. */

import type { Resource } from './resource.ts';
import { rulesOf } from './policyrule.ts';
import type { Access } from './policyrule.ts';
import type { Value } from './value.ts';

/** One entry of `rules`. What a template decides is left out. */
export interface Policy {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Undefined for every object. */
  readonly names: readonly string[] | undefined;
  readonly urls: readonly string[];
}

/** The entries of `rules` that count; none in a role that Kubernetes maintains or fills. */
export const policiesOf = (role: Resource): readonly Policy[] => rulesOf(role).map(policyOf);

/** Whether some entry allows one of the verbs on one of the resources, for all objects. */
export const allows = (policies: readonly Policy[], { group, resources, verbs }: Access): boolean =>
  policies.some(
    it =>
      !it.names &&
      !it.urls.length &&
      isOneOf(it.groups, group) &&
      resources.some(asked => coversResource(it.resources, asked)) &&
      verbs.some(asked => isOneOf(it.verbs, asked)),
  );

const isOneOf = (list: readonly string[], wanted: string): boolean => list.includes('*') || list.includes(wanted);

const coversResource = (list: readonly string[], asked: string): boolean => {
  const slash = asked.indexOf('/');
  return isOneOf(list, asked) || (slash > 0 && list.includes(`*${asked.slice(slash)}`));
};

function policyOf(rule: Value): Policy {
  const list = (key: string): string[] =>
    rule
      .at(key)
      .items()
      .flatMap(it => it.asString() ?? (it.type === 'absent' ? '' : []));
  const names = rule.at('resourceNames');
  const isUnlimited =
    names.type === 'absent' ? rule.lacks('resourceNames') : names.isClosed && names.type === 'list' && !names.items().length;
  return {
    groups: list('apiGroups'),
    resources: list('resources'),
    verbs: list('verbs'),
    names: isUnlimited ? undefined : list('resourceNames'),
    urls: list('nonResourceURLs'),
  };
}
