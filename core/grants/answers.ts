/** Answers questions about who may do what from what all documents say together. */

import type { At, BindingSaid, PodSaid, RoleSaid, Said } from './said.ts';
import { folderOf } from '../folders.ts';
import type { Graph } from './graph.ts';
import type { Bound, Grants, Holder, Running, SubjectName } from '../model/standing.ts';
import { namespaceOf, subjectsOf, withholds } from './said.ts';
import { combining } from './combined.ts';
import { hash } from '../hash.ts';
import { nameOf } from './through.ts';
import { onceByName, onceFor } from '../once.ts';
import type { Policy } from '../model/policy.ts';
import { wideRights } from './wide.ts';
import { type Power, powersOf } from '../facts/powers.ts';
import { isBuiltInRole, isOpenShiftNamespace, mayBeOfOpenShift } from '../facts/clusterroles.ts';
import type { Place } from '../text.ts';
import { podOf } from './pods.ts';
import type { Resource } from '../model/resource.ts';
import { shift } from '../text.ts';

/** As many holders of one role as are named. */
const MOST = 20;

export interface Answers {
  readonly grants: Grants;
  /**
   * Stands for all that is answered about one object, and changes only when an answer does. Places in its own file count from the start
   * of its document, as those of findings do.
   */
  digest(it: At<Said>): string;
}

export function answers(graph: Graph, isComplete: boolean): Answers {
  const wide = wideRights(graph);
  const combinedFor = combining(graph, wide);
  const roles = onceByName<ReadonlyMap<string, At<RoleSaid>>>();
  const bindings = onceByName<ReadonlyMap<string, At<BindingSaid>>>();
  const grants: Grants = {
    holders: role => {
      const own = definition(role);
      return own ? holdersOf(own) : [];
    },
    collected: role => {
      const own = definition(role);
      return own?.collects ? graph.rulesOf(own) : [];
    },
    subjects: binding => subjectsOf(binding, 0).map(it => it.subject),
    bound: binding => {
      const own = bindingAt(binding);
      return own ? boundOf(own) : { is: 'unknown', namespaces: [], place: undefined, powers: [] };
    },
    isAbsent: (binding, subject) => isAbsent(binding, subject),
    combined: (binding, subject) => {
      const own = bindingAt(binding);
      return own ? combinedFor(own, subject) : [];
    },
    running(workload) {
      const pod = podOf(workload);
      if (!pod?.account || workload.isPart) return undefined;
      return running({ account: pod.account, mounts: pod.mounts, namespace: namespaceOf(workload) });
    },
  };
  return { grants, digest };

  function digest(it: At<Said>): string {
    const at = (place: Place | undefined): string =>
      place ? (place.file === it.place.file ? `${place.range.start - it.start}` : `${place.file} ${place.range.start}`) : '';
    const names = (powers: readonly Power[]): string => powers.map(one => one.id).join();
    if (it.is === 'role') {
      const held = holdersOf(it).map(one => `${one.binding} ${subjectKey(one.subject)} ${at(one.place)}`);
      return `${held.join('\n')}${it.collects ? digestOf(graph.rulesOf(it)) : ''}`;
    }
    if (it.is === 'pod') {
      const found = it.isPart ? undefined : running(it);
      const absent = isAbsent(it, { kind: 'ServiceAccount', name: it.account, namespace: it.namespace }) ? 'absent ' : '';
      return absent + (found ? `${names(found.powers)} ${found.through.map(one => `${one.binding} ${at(one.place)}`).join('\n')}` : '');
    }
    if (it.is === 'account') return '';
    const bound = boundOf(it);
    const subjects = it.subjects.map(({ subject }) => {
      const all = combinedFor(it, subject).map(one => `${one.does} ${one.through.map(each => `${each.binding} ${at(each.place)}`).join()}`);
      return `${isAbsent(it, subject)} ${all.join('\n')}`;
    });
    return `${bound.is} ${bound.namespaces.join()} ${at(bound.place)} ${names(bound.powers)} ${subjects.join('\n')}`;
  }

  function holdersOf(role: At<RoleSaid>): readonly Holder[] {
    const holders: Holder[] = [];
    for (const binding of graph.bindingsOf(role)) {
      if (holders.length >= MOST) break;
      holders.push(...holdersIn(binding));
    }
    return holders.slice(0, MOST);
  }

  function isAbsent(binding: Pick<Resource, 'isPart' | 'place'>, { kind, name, namespace }: SubjectName): boolean {
    if (!isComplete || binding.isPart || graph.hidesAccounts) return false;
    if (kind !== 'ServiceAccount' || namespace === undefined || name === 'default') return false;
    if (isOpenShiftNamespace(namespace)) return false;
    return !graph.accounts(name).length && graph.hasAccounts(folderOf(binding.place.file));
  }

  function definition(role: Resource): At<RoleSaid> | undefined {
    const { kind, name } = role;
    return roles(`${kind} ${name}`, () => byPlace(graph.rolesNamed(kind, name))).get(keyOf(role.at('metadata', 'name').place));
  }

  function bindingAt(it: Resource): At<BindingSaid> | undefined {
    const kind = it.at('roleRef', 'kind').asString() ?? '';
    const role = it.at('roleRef', 'name').asString();
    if (role === undefined) return undefined;
    return bindings(`${kind} ${role}`, () => byPlace(graph.bindingsTo(kind, role))).get(keyOf(it.at('metadata', 'name').place));
  }

  function boundOf(binding: At<BindingSaid>): Bound {
    const none = { namespaces: [], place: undefined, powers: [] };
    if (!binding.role) return { is: 'unknown', ...none };
    const { kind, name } = binding.role;
    const isEverywhere = binding.kind === 'ClusterRoleBinding';
    const powers = powersOf(graph.policies(binding), isEverywhere);
    const own = graph.roleOf(binding);
    if (own) return { is: 'defined', namespaces: [], place: own.place, powers };
    if (isBuiltInRole(kind, name)) return { is: 'built-in', namespaces: [], place: undefined, powers };
    if (!isComplete || binding.isPart || graph.hidesRoles || (kind !== 'Role' && kind !== 'ClusterRole')) return { is: 'unknown', ...none };
    if (mayBeOfOpenShift(kind, name, binding.namespace)) return { is: 'unknown', ...none };
    const others = graph.rolesNamed(kind, name);
    const namespaces = [...new Set(others.flatMap(it => it.namespace ?? []))].sort();
    if (others.length) {
      const isNear = graph.hasRoles(folderOf(binding.place.file));
      const isCertain =
        isNear && binding.namespace !== undefined && namespaces.length > 0 && others.every(it => it.namespace !== undefined);
      return isCertain ? { is: 'elsewhere', namespaces, place: others[0]!.place, powers: [] } : { is: 'unknown', ...none };
    }
    return graph.hasRoles(folderOf(binding.place.file)) ? { is: 'absent', ...none } : { is: 'unknown', ...none };
  }

  function running(pod: Pick<PodSaid, 'account' | 'mounts' | 'namespace'>): Running | undefined {
    if (pod.mounts === 'unknown' || pod.mounts === false) return undefined;
    const account: SubjectName = { kind: 'ServiceAccount', name: pod.account, namespace: pod.namespace };
    const accounts = graph.accounts(account.name).filter(it => it.namespace === account.namespace);
    if (pod.mounts === undefined && accounts.some(withholds)) return undefined;
    return wide.of(account);
  }
}

const subjectKey = ({ kind, name, namespace }: SubjectName): string => `${kind} ${namespace} ${name}`;

export const holdersIn = (binding: At<BindingSaid>): Holder[] =>
  binding.subjects.map(({ subject, range }) => ({
    subject,
    binding: nameOf(binding),
    isEverywhere: binding.kind === 'ClusterRoleBinding',
    place: { file: binding.place.file, range: shift(range, binding.start) },
  }));

/** Many roles may collect the same. */
const digestOf = onceFor((policies: readonly Policy[]) => hash(JSON.stringify(policies)));

const byPlace = <S extends Said>(all: readonly At<S>[]): ReadonlyMap<string, At<S>> => new Map(all.map(it => [keyOf(it.place), it]));

const keyOf = ({ file, range }: Place): string => `${range.start} ${file}`;
