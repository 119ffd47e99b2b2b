/** What one document says about who may do what: roles, bindings, service accounts, and Pods that use them. */

import type { Place, Range } from '../text.ts';
import { isBootstrapRole } from '../model/role.ts';
import { type Policy, policiesOf } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import type { SubjectName } from '../model/standing.ts';
import type { Value } from '../model/value.ts';
import { mountsIn, podOf } from './pods.ts';
import { maintainedRules } from '../facts/clusterroles.ts';

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
  /** Those that can be seen. */
  readonly labels: ReadonlyMap<string, string>;
  readonly hidesLabels: boolean;
  /** Of an aggregated ClusterRole: it collects what one of these matches; undefined for others. */
  readonly collects: readonly Selector[] | undefined;
  /** What counts of the rules; of a role that Kubernetes maintains, what it writes there. */
  readonly policies: readonly Policy[];
}

/** All of these are needed. */
export type Selector = readonly Requirement[];

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
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
      hidesLabels: !isSeen(it.at('metadata', 'labels')),
      collects: collectsOf(it),
      policies: isBootstrapRole(it) ? maintainedRules(it.name) : policiesOf(it),
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

/** None where it is not known, or the API server refuses it. */
function selectorOf(selector: Value): Selector[] {
  const labels = selector.at('matchLabels');
  const expressions = selector.at('matchExpressions');
  if (selector.type !== 'mapping' || !isSeen(labels) || !expressions.isClosed) return [];
  const written = expressions.items().map(requirementOf);
  const known = written.flatMap(it => it ?? []);
  return known.length < written.length
    ? []
    : [[...[...stringsIn(labels)].map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })), ...known]];
}

function requirementOf(expression: Value): Requirement | undefined {
  const key = expression.at('key').asString();
  const operator = OPERATORS.find(it => it === expression.at('operator').asString());
  const written = expression.at('values').items();
  const values = written.flatMap(it => it.asString() ?? []);
  if (!key || !operator || !expression.at('values').isClosed || values.length < written.length) return undefined;
  return operator.endsWith('In') === values.length > 0 ? { key, operator, values } : undefined;
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

const stringsIn = (mapping: Value): ReadonlyMap<string, string> =>
  new Map(mapping.entries().flatMap(([key, value]) => (value.asString() === undefined ? [] : [[key, value.asString()!]])));

/** Whether all entries of a mapping, and their values, can be seen. */
const isSeen = (mapping: Value): boolean => mapping.isClosed && mapping.entries().every(([, value]) => value.asString() !== undefined);

const rangeOf = ({ place: { range } }: Value, start: number): Range => ({ start: range.start - start, end: range.end - start });
