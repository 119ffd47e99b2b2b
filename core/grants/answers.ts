/** Answers questions about who may do what from what all documents say together. */

import type { At, BindingSaid, PodSaid, RoleSaid, Said } from './said.ts';
import { folderOf, inOrder } from './register.ts';
import type { Graph } from './graph.ts';
import type { Bound, Combined, Grants, Holder, Running, SubjectName } from '../model/standing.ts';
import { namespaceOf, subjectsOf } from './said.ts';
import { onceByName, onceFor } from '../once.ts';
import { type Power, powersOf } from '../facts/powers.ts';
import { isBuiltInRole } from '../facts/clusterroles.ts';
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
  const combined = onceFor((_: At<BindingSaid>) => onceByName<readonly Combined[]>(Number.POSITIVE_INFINITY));
  const powerful = onceByName<readonly Powerful[]>(Number.POSITIVE_INFINITY);
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
      return `${held.join('\n')}${it.collects ? JSON.stringify(graph.rulesOf(it)) : ''}`;
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
    return !graph.accounts(name).length && graph.hasAccounts(folderOf(binding.place));
  }

  function definition(role: Resource): At<RoleSaid> | undefined {
    return graph.rolesNamed(role.kind, role.name).find(it => isSame(it.place, role.at('metadata', 'name').place));
  }

  function bindingAt(it: Resource): At<BindingSaid> | undefined {
    const role = it.at('roleRef', 'name').asString();
    return role === undefined
      ? undefined
      : graph.bindingsTo(it.at('roleRef', 'kind').asString() ?? '', role).find(one => isSame(one.place, it.at('metadata', 'name').place));
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
    const others = graph.rolesNamed(kind, name);
    const namespaces = [...new Set(others.flatMap(it => it.namespace ?? []))].sort();
    if (others.length) {
      const isNear = graph.hasRoles(folderOf(binding.place));
      const isCertain =
        isNear && binding.namespace !== undefined && namespaces.length > 0 && others.every(it => it.namespace !== undefined);
      return isCertain ? { is: 'elsewhere', namespaces, place: others[0]!.place, powers: [] } : { is: 'unknown', ...none };
    }
    return graph.hasRoles(folderOf(binding.place)) ? { is: 'absent', ...none } : { is: 'unknown', ...none };
  }

  function combinedFor(binding: At<BindingSaid>, subject: SubjectName): readonly Combined[] {
    return combined(binding)(subjectKey(subject), () => [...combinedAnew(binding, subject)]);
  }

  function* combinedAnew(binding: At<BindingSaid>, subject: SubjectName): Iterable<Combined> {
    const all = graph.bindingsFor(subject);
    if (!all.some(it => powersOf(graph.policies(it), it.kind === 'ClusterRoleBinding').some(({ id }) => STARTING.includes(id)))) return;
    all.sort(inOrder);
    for (const namespace of scopesOf(all)) {
      const here = all.filter(it => it.kind === 'ClusterRoleBinding' || (namespace !== undefined && it.namespace === namespace));
      const has = powersOf(here.flatMap(graph.policies), namespace === undefined);
      const starting = has.filter(it => STARTING.includes(it.id));
      if (!starting.length || has[0]!.grade === 'admin') continue;
      const giving = (ids: readonly string[]) =>
        here.filter(it => powersOf(graph.policies(it), it.kind === 'ClusterRoleBinding').some(({ id }) => ids.includes(id)));
      const starters = giving(STARTING);
      for (const { id, does } of BESIDES) {
        const others = giving([id]);
        const parts = [...new Set([...starters, ...others])].sort(inOrder);
        if (!others.length || others.some(it => starters.includes(it)) || parts[0] !== binding) continue;
        yield { does: `${does}${where(namespace)}`, through: parts.slice(1).map(it => through(it, subject)) };
      }
      // Whoever starts Pods everywhere has everything there is anyway.
      const isLimited = namespace !== undefined && starters.every(it => it.kind === 'RoleBinding');
      const stronger = isLimited && starters[0] === binding ? strongestIn(namespace, subject, has) : undefined;
      if (stronger) yield stronger;
    }
  }

  /** The most powerful other service account of a namespace, if it can do what the subject cannot. */
  function strongestIn(namespace: string, subject: SubjectName, has: readonly Power[]): Combined | undefined {
    let best: { readonly combined: Combined; readonly rank: number } | undefined;
    for (const { account, powers, everywhere } of powerfulIn(namespace)) {
      if (account.name === subject.name && subject.kind === 'ServiceAccount' && subject.namespace === namespace) continue;
      const power = powers.find(it => !has.some(({ id }) => id === it.id));
      if (!power) continue;
      const rank = power.grade === 'admin' ? 0 : 1;
      if (best && best.rank <= rank) continue;
      best = {
        rank,
        combined: {
          does: `start Pods in the namespace ${namespace} as the service account ${namespace}/${account.name}, and so ${power.does}`,
          through: everywhere.map(it => through(it, account)),
        },
      };
    }
    return best?.combined;
  }

  /** The service accounts of a namespace that can do something in the whole cluster that is worth starting a Pod for. */
  function powerfulIn(namespace: string): readonly Powerful[] {
    return powerful(namespace, () =>
      graph.accountsIn(namespace).flatMap(account => {
        const everywhere = graph
          .bindingsFor(account)
          .filter(it => it.kind === 'ClusterRoleBinding' && it.subjects.some(one => isNamed(one.subject, account)));
        const powers = powersOf(everywhere.flatMap(graph.policies), true).filter(it => it.grade !== 'serious' && !STARTING.includes(it.id));
        return powers.length ? [{ account, powers, everywhere }] : [];
      }),
    );
  }

  function running(pod: Pick<PodSaid, 'account' | 'mounts' | 'namespace'>): Running | undefined {
    if (pod.mounts === 'unknown' || pod.mounts === false) return undefined;
    const account: SubjectName = { kind: 'ServiceAccount', name: pod.account, namespace: pod.namespace };
    const accounts = graph.accounts(account.name).filter(it => it.namespace === account.namespace);
    if (pod.mounts === undefined && accounts.some(it => it.mounts === false || it.mounts === 'unknown')) return undefined;
    const bindings = graph.bindingsFor(account).filter(it => it.subjects.some(one => isNamed(one.subject, account)));
    const everywhere = bindings.filter(it => it.kind === 'ClusterRoleBinding');
    const powers = powersOf(everywhere.flatMap(graph.policies), true);
    return { account, powers, through: everywhere.map(it => through(it, account)) };
  }
}

interface Powerful {
  readonly account: SubjectName;
  readonly powers: readonly Power[];
  /** Its bindings that hold in every namespace. */
  readonly everywhere: readonly At<BindingSaid>[];
}

/** Powers that start Pods. */
const STARTING = ['pods', 'workloads', 'jobs'];

/** What starting Pods comes to together with another power, where neither alone is much. */
const BESIDES: readonly { readonly id: string; readonly does: string }[] = [
  { id: 'namespaces', does: 'take the limits of Pod Security from a namespace and start privileged Pods' },
  { id: 'volumes', does: 'start Pods with any directory of a node as a volume' },
];

const where = (namespace: string | undefined): string => (namespace === undefined ? '' : ` in the namespace ${namespace}`);

/** Undefined for the whole cluster. */
function scopesOf(all: readonly At<BindingSaid>[]): readonly (string | undefined)[] {
  const namespaces = new Set(all.flatMap(it => (it.kind === 'RoleBinding' ? (it.namespace ?? []) : [])));
  return [...(all.some(it => it.kind === 'ClusterRoleBinding') ? [undefined] : []), ...namespaces];
}

const subjectKey = ({ kind, name, namespace }: SubjectName): string => `${kind} ${namespace} ${name}`;

export const holdersIn = (binding: At<BindingSaid>): Holder[] =>
  binding.subjects.map(({ subject, range }) => ({
    subject,
    binding: nameOf(binding),
    isEverywhere: binding.kind === 'ClusterRoleBinding',
    place: { file: binding.place.file, range: shift(range, binding.start) },
  }));

/** `RoleBinding shop/ci`. */
export const nameOf = ({ kind, name, namespace }: At<BindingSaid>): string =>
  `${kind} ${kind === 'RoleBinding' && namespace ? `${namespace}/` : ''}${name ?? ''}`.trim();

function through(binding: At<BindingSaid>, subject: SubjectName): { readonly binding: string; readonly place: Place } {
  const own = binding.subjects.find(it => isNamed(it.subject, subject));
  return { binding: nameOf(binding), place: own ? { file: binding.place.file, range: shift(own.range, binding.start) } : binding.place };
}

const isNamed = (one: SubjectName, other: SubjectName): boolean =>
  one.kind === other.kind && one.name === other.name && one.namespace === other.namespace;

const isSame = (a: Place, b: Place): boolean => a.file === b.file && a.range.start === b.range.start;
