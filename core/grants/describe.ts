/** What can be said about a role, a subject of a binding, or a service account that a person points at. */

import type { Place, Range } from '../text.ts';
import { holdersIn } from './answers.ts';
import { nameOf } from './through.ts';
import { namespaceOf, subjectsOf } from './said.ts';
import type { At, BindingSaid } from './said.ts';
import type { Graph } from './graph.ts';
import { type Files, mayGrant } from '../files.ts';
import type { Policy } from '../model/policy.ts';
import { podOf } from './pods.ts';
import { powersOf } from '../facts/powers.ts';
import type { Resource } from '../model/resource.ts';
import { subjectInWords } from '../families/roles.ts';
import type { SubjectName } from '../model/standing.ts';
import { userFacingRole } from '../facts/clusterroles.ts';
import type { World } from '../world.ts';

/** Who may do what, around one name. Every list is cut where it is long; `more` counts what was left out. */
export interface GrantDescription {
  readonly about: 'grants';
  /** Of the name. */
  readonly range: Range;
  /** `ClusterRole reader`, `the service account shop/ci`. */
  readonly name: string;
  /** The dangerous part, worst first, to follow "can". */
  readonly can: readonly string[];
  /** What its rules say, one each. */
  readonly allows: Cut<string>;
  /** Who holds a role; for a subject, the roles it holds. */
  readonly held: Cut<{ readonly what: string; readonly through: string; readonly place: Place }>;
  /** The workloads that run as a service account. */
  readonly runs: Cut<{ readonly what: string; readonly place: Place }>;
}

export interface Cut<T> {
  readonly first: readonly T[];
  readonly more: number;
}

/** How many subjects hold a role of a file. */
export interface Granted {
  /** Of the name of the role. */
  readonly range: Range;
  readonly subjects: number;
}

/** As many entries of each list as are shown. */
const MOST = 8;

/** Undefined where no such name stands. */
export function grantsAt(world: World, files: Files, path: string, offset: number): GrantDescription | undefined {
  for (const resource of objectsIn(world, files, path, offset)) {
    const graph = world.needed.granting.graph(files);
    const described = describe(graph, resource, offset);
    if (described) return described;
  }
  return undefined;
}

/** For every role of a file that some binding gives to someone. */
export function grantedIn(world: World, files: Files, path: string): readonly Granted[] {
  const graph = world.needed.granting.graph(files);
  return objectsIn(world, files, path).flatMap(it => {
    const role = isRole(it) ? roleAt(graph, it) : undefined;
    const holders = role ? graph.bindingsOf(role).flatMap(holdersIn) : [];
    const subjects = new Set(holders.map(one => subjectInWords(one.subject))).size;
    return subjects ? [{ range: it.at('metadata', 'name').place.range, subjects }] : [];
  });
}

function describe(graph: Graph, it: Resource, offset: number): GrantDescription | undefined {
  const name = it.at('metadata', 'name').place.range;
  if (isRole(it)) {
    const role = holds(name, offset) ? roleAt(graph, it) : undefined;
    return role && roleText(name, `${it.kind} ${it.name}`, graph.rulesOf(role), graph.bindingsOf(role));
  }
  if (it.kind === 'ServiceAccount') {
    return holds(name, offset) && it.name
      ? subjectText(graph, name, { kind: 'ServiceAccount', name: it.name, namespace: namespaceOf(it) })
      : undefined;
  }
  if (!it.kind.endsWith('RoleBinding')) {
    const pod = podOf(it);
    const at = pod?.at.place.range;
    return pod?.account && at && holds(at, offset)
      ? subjectText(graph, at, { kind: 'ServiceAccount', name: pod.account, namespace: namespaceOf(it) })
      : undefined;
  }
  const roleRef = it.at('roleRef', 'name');
  if (holds(roleRef.place.range, offset)) return boundText(graph, it, roleRef.place.range);
  const subject = subjectsOf(it, 0).find(one => holds(one.range, offset));
  return subject && subjectText(graph, subject.range, subject.subject);
}

function boundText(graph: Graph, it: Resource, range: Range): GrantDescription | undefined {
  const kind = it.at('roleRef', 'kind').asString() ?? '';
  const name = it.at('roleRef', 'name').asString() ?? '';
  const own = graph
    .bindingsTo(kind, name)
    .find(one => one.place.file === it.place.file && one.place.range.start === it.at('metadata', 'name').place.range.start);
  const role = own && graph.roleOf(own);
  if (role) return roleText(range, `${kind} ${name}`, graph.rulesOf(role), graph.bindingsOf(role));
  const known = kind === 'ClusterRole' ? userFacingRole(name) : undefined;
  return known && roleText(range, `${kind} ${name}`, known, graph.bindingsTo(kind, name));
}

function roleText(range: Range, name: string, policies: readonly Policy[], bindings: readonly At<BindingSaid>[]): GrantDescription {
  const isEverywhere = bindings.some(it => it.kind === 'ClusterRoleBinding') || (!bindings.length && name.startsWith('ClusterRole'));
  return {
    about: 'grants',
    range,
    name,
    can: powersOf(policies, isEverywhere).map(it => it.does),
    allows: cut(policies.map(policyInWords)),
    held: cut(
      bindings.flatMap(holdersIn).map(it => ({
        what: `${subjectInWords(it.subject)}${it.isEverywhere ? ', in every namespace' : ''}`,
        through: it.binding,
        place: it.place,
      })),
    ),
    runs: cut([]),
  };
}

function subjectText(graph: Graph, range: Range, subject: SubjectName): GrantDescription {
  const bindings = graph.bindingsFor(subject);
  const everywhere = bindings.filter(it => it.kind === 'ClusterRoleBinding');
  const wide = powersOf(everywhere.flatMap(graph.policies), true);
  const narrow = [...new Set(bindings.flatMap(it => (it.kind === 'RoleBinding' ? [it.namespace] : [])))].flatMap(namespace =>
    powersOf(bindings.filter(it => it.kind === 'RoleBinding' && it.namespace === namespace).flatMap(graph.policies), false)
      .filter(it => !wide.some(other => other.id === it.id || other.grade === 'admin'))
      .map(it => `${it.does} in ${namespace === undefined ? 'its namespace' : `the namespace ${namespace}`}`),
  );
  return {
    about: 'grants',
    range,
    name: subjectInWords(subject),
    can: [...wide.map(it => (it.ofCluster ? it.does : `${it.does} in every namespace`)), ...narrow],
    allows: cut([]),
    held: cut(bindings.map(it => ({ what: it.role ? `${it.role.kind} ${it.role.name}` : 'a role', through: nameOf(it), place: it.place }))),
    runs: cut(
      subject.kind === 'ServiceAccount'
        ? graph.podsOf(subject).map(it => ({ what: `${it.kind} ${it.name ?? ''}`.trim(), place: it.place }))
        : [],
    ),
  };
}

/** `get and list on pods, services (apps)`. */
function policyInWords({ groups, resources, verbs, names, urls }: Policy): string {
  const what = urls.length ? urls.join(', ') : resources.join(', ');
  const owners = groups.filter(Boolean).join(', ');
  return `${verbs.join(', ')} on ${what}${names ? ` named ${names.join(', ')}` : ''}${owners && !urls.length ? ` (${owners})` : ''}`;
}

const cut = <T>(all: readonly T[]): Cut<T> => ({ first: all.slice(0, MOST), more: Math.max(0, all.length - MOST) });

/** The objects of a file that may say who may do what; only those of the document at `offset`, where that is given. */
function objectsIn(world: World, files: Files, path: string, offset?: number): readonly Resource[] {
  if (!mayGrant(files.text(path))) return [];
  return Array.from({ length: world.count(files, path) }, (_, document) => ({ file: path, document })).flatMap(origin => {
    const start = world.start(files, origin);
    const text = world.text(files, origin);
    const isMeant = mayGrant(text) && (offset === undefined || (start <= offset && offset <= start + text.length));
    return isMeant ? world.subjects(files, origin).filter(it => it.type === 'resource') : [];
  });
}

const isRole = (it: Resource): boolean => it.group === 'rbac.authorization.k8s.io' && (it.kind === 'Role' || it.kind === 'ClusterRole');

const roleAt = (graph: Graph, it: Resource) =>
  graph
    .rolesNamed(it.kind, it.name)
    .find(one => one.place.file === it.place.file && one.place.range.start === it.at('metadata', 'name').place.range.start);

const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;
