/** What one document says about who may do what: roles, bindings, service accounts, and Pods that use them. */

import type { Place, Range } from '../text.ts';
import { type Policy, policiesOf } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import type { SubjectName } from '../model/standing.ts';
import type { Value } from '../model/value.ts';
import { mountsIn, podOf } from './pods.ts';

/** Ranges count from the start of the document. */
export type Said = RoleSaid | BindingSaid | AccountSaid | PodSaid;

interface Object {
  /** Undefined where a template, or whoever creates it, chooses it. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Of the name. */
  readonly range: Range;
  readonly isPart: boolean;
}

export interface RoleSaid extends Object {
  readonly is: 'role';
  readonly kind: 'Role' | 'ClusterRole';
  readonly labels: Readonly<Record<string, string>>;
  /** Of an aggregated ClusterRole: labels, all of a set being needed; undefined for others. */
  readonly collects: readonly Readonly<Record<string, string>>[] | undefined;
  readonly policies: readonly Policy[];
}

export interface BindingSaid extends Object {
  readonly is: 'binding';
  readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
  readonly role: { readonly kind: string; readonly name: string } | undefined;
  readonly subjects: readonly { readonly subject: SubjectName; readonly range: Range }[];
}

export interface AccountSaid extends Object {
  readonly is: 'account';
  /** What it says of mounting its token; undefined where it says nothing, `unknown` where that cannot be seen. */
  readonly mounts: boolean | 'unknown' | undefined;
}

export interface PodSaid extends Object {
  readonly is: 'pod';
  readonly kind: string;
  /** The account that it names. */
  readonly account: string;
  /** See `PodAccount`. */
  readonly mounts: boolean | 'unknown' | undefined;
}

/** Something said, and where. */
export type At<S extends Said> = S & {
  /** Of its name. */
  readonly place: Place;
  /** Where its document starts. */
  readonly start: number;
};

const RBAC = 'rbac.authorization.k8s.io';

/** Nothing for any other kind of object. `start` is where the document starts. */
export function saidBy(it: Resource, start: number): Said | undefined {
  const common = {
    name: it.at('metadata', 'name').asString() || undefined,
    namespace: namespaceOf(it),
    range: rangeOf(it.at('metadata', 'name'), start),
    isPart: it.isPart,
  };
  if (it.group === RBAC && (it.kind === 'Role' || it.kind === 'ClusterRole')) {
    return {
      ...common,
      is: 'role',
      kind: it.kind,
      labels: stringsIn(it.at('metadata', 'labels')),
      collects: collectsOf(it),
      policies: policiesOf(it),
    };
  }
  if (it.group === RBAC && (it.kind === 'RoleBinding' || it.kind === 'ClusterRoleBinding')) {
    return { ...common, is: 'binding', kind: it.kind, role: roleOf(it), subjects: subjectsOf(it, start) };
  }
  if (it.group === '' && it.kind === 'ServiceAccount') {
    return { ...common, is: 'account', mounts: mountsIn(it.root) };
  }
  const pod = podOf(it);
  return pod?.account === undefined ? undefined : { ...common, is: 'pod', kind: it.kind, account: pod.account, mounts: pod.mounts };
}

/** The subjects of a binding that say who they are, and the places of their names. */
export function subjectsOf(binding: Resource, start: number): BindingSaid['subjects'] {
  return binding
    .at('subjects')
    .items()
    .flatMap(value => {
      const kind = value.at('kind').asString();
      const name = value.at('name').asString();
      if (!name || (kind !== 'User' && kind !== 'Group' && kind !== 'ServiceAccount')) return [];
      return [{ subject: { kind, name, namespace: namespaceOfSubject(kind, value, binding) }, range: rangeOf(value.at('name'), start) }];
    });
}

/** Whether an account says, or may say, that its token is not mounted. */
export const withholds = ({ mounts }: AccountSaid): boolean => mounts === false || mounts === 'unknown';

/** Undefined where it is none or not known. */
export const namespaceOf = (it: Resource): string | undefined => it.at('metadata', 'namespace').asString() || undefined;

function namespaceOfSubject(kind: string, value: Value, binding: Resource): string | undefined {
  if (kind !== 'ServiceAccount') return undefined;
  const own = value.at('namespace');
  if (own.type === 'unknown') return undefined;
  return own.asString() || (binding.kind === 'RoleBinding' ? namespaceOf(binding) : undefined);
}

function roleOf(it: Resource): BindingSaid['role'] {
  const kind = it.at('roleRef', 'kind').asString();
  const name = it.at('roleRef', 'name').asString();
  return kind && name ? { kind, name } : undefined;
}

function collectsOf(it: Resource): RoleSaid['collects'] {
  const rule = it.at('aggregationRule');
  return rule.type === 'absent' ? undefined : rule.at('clusterRoleSelectors').items().flatMap(selectorOf);
}

/** Selectors with expressions are left out: what they collect is not followed. */
const selectorOf = (selector: Value): Readonly<Record<string, string>>[] =>
  selector.at('matchExpressions').type === 'absent' && selector.at('matchLabels').exists ? [stringsIn(selector.at('matchLabels'))] : [];

const stringsIn = (mapping: Value): Readonly<Record<string, string>> =>
  Object.fromEntries(mapping.entries().flatMap(([key, value]) => (value.asString() === undefined ? [] : [[key, value.asString()!]])));

const rangeOf = ({ place: { range } }: Value, start: number): Range => ({ start: range.start - start, end: range.end - start });
