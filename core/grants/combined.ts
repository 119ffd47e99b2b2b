/** What several bindings of one subject come to, though none of them does alone. Each subject is looked at once, its bindings by namespace. */

import type { At, BindingSaid } from './said.ts';
import { asAccount } from '../model/account.ts';
import { BESIDES, type Met, metBy, type Need, type Power, powersMet, powersOf, STARTING } from '../facts/powers.ts';
import { type Graph, identitiesOf } from './graph.ts';
import { addTo } from '../groups.ts';
import { inOrder, NAMES } from './register.ts';
import { isNamed, through } from './through.ts';
import type { Combined, SubjectName } from '../model/standing.ts';
import { onceByName } from '../once.ts';
import type { Wide } from './wide.ts';

/** As many bindings as are named, of each that has a part. */
const MOST = 20;

/** The bindings of one name in one place, the whole cluster or a namespace. */
interface Part {
  readonly met: Met;
  /** The first of those that start Pods. */
  readonly starting: readonly At<BindingSaid>[];
  /** The first of those that give a power of `BESIDES`, by its id. */
  readonly beside: ReadonlyMap<string, readonly At<BindingSaid>[]>;
  /** The powers of `BESIDES` that a binding gives which also starts Pods. */
  readonly alone: ReadonlySet<string>;
}

interface Parts {
  readonly everywhere: Part;
  readonly namespaces: ReadonlyMap<string, Part>;
}

/** Told to the first of the bindings that have a part in it and name the very subject. What a group comes to without the subject is left to the group. */
export function combining(graph: Graph, wide: Wide): (binding: At<BindingSaid>, subject: SubjectName) => readonly Combined[] {
  const parts = onceByName<Parts>();
  const told = onceByName<ReadonlyMap<At<BindingSaid>, readonly Combined[]>>();

  return (binding, named) => {
    const subject = asAccount(named);
    return told(NAMES.subject(subject), () => combine(subject)).get(binding) ?? [];
  };

  function combine(subject: SubjectName): ReadonlyMap<At<BindingSaid>, readonly Combined[]> {
    const said = new Map<At<BindingSaid>, Combined[]>();
    const tell = (teller: At<BindingSaid>, combined: Combined): void => void said.set(teller, [...(said.get(teller) ?? []), combined]);
    const [own, ...groups] = identitiesOf(subject)
      .filter(it => it === subject || it.kind === 'Group')
      .map(partsOf) as [Parts, ...Parts[]];
    const everywhere = groups.map(it => it.everywhere);
    const isWide = own.everywhere.starting.length > 0 || own.everywhere.beside.size > 0;
    const namespaces = new Set([own, ...(isWide ? groups : [])].flatMap(it => [...it.namespaces.keys()]));
    const known = new Set(tellIn([own.everywhere], everywhere, undefined, new Set()));
    for (const namespace of [...namespaces].sort()) {
      const here = (it: Parts): Part[] => (it.namespaces.has(namespace) ? [it.namespaces.get(namespace)!] : []);
      tellIn([own.everywhere, ...here(own)], [...everywhere, ...groups.flatMap(here)], namespace, known);
    }
    return said;

    /** Returns the powers that need not be told in any namespace. */
    function tellIn(mine: readonly Part[], theirs: readonly Part[], namespace: string | undefined, above: ReadonlySet<string>): string[] {
      const all = [...mine, ...theirs];
      if (!all.some(it => it.starting.length)) return [];
      const has = powersMet(all.map(it => it.met));
      if (has[0]?.grade === 'admin') return BESIDES.map(it => it.id);
      const starting = firstOf(mine.flatMap(it => it.starting));
      const done: string[] = [];
      for (const { id, does } of BESIDES) {
        if (above.has(id)) continue;
        if (all.some(it => it.alone.has(id))) {
          done.push(id);
          continue;
        }
        const giving = (some: readonly Part[]) => some.flatMap(it => it.beside.get(id) ?? []);
        const theirStarting = theirs.flatMap(it => it.starting);
        if (!giving(all).length || (theirStarting.length && giving(theirs).length)) continue;
        const teller = firstOf([...starting, ...giving(mine)])[0];
        if (!teller) continue;
        done.push(id);
        const others = firstOf([...starting, ...theirStarting, ...giving(all)]).filter(it => it !== teller);
        tell(teller, { does: `${does}${where(namespace)}`, through: others.map(it => through(it, subject)) });
      }
      // Whoever starts Pods everywhere has everything there is anyway.
      const isLimited = namespace !== undefined && all.every(it => it.starting.every(one => one.kind === 'RoleBinding'));
      const stronger =
        isLimited && starting.length && !theirs.some(it => it.starting.length) ? strongestIn(namespace, subject, has) : undefined;
      if (stronger) tell(starting[0]!, stronger);
      return done;
    }
  }

  function partsOf(name: SubjectName): Parts {
    return parts(NAMES.subject(name), () => {
      const everywhere: At<BindingSaid>[] = [];
      const namespaces = new Map<string, At<BindingSaid>[]>();
      for (const it of graph.bindingsNaming(name)) {
        if (it.kind === 'ClusterRoleBinding') everywhere.push(it);
        else if (it.namespace !== undefined) addTo(namespaces, it.namespace, it);
      }
      return {
        everywhere: partOf(everywhere, true),
        namespaces: new Map([...namespaces].map(([namespace, all]) => [namespace, partOf(all, false)])),
      };
    });
  }

  function partOf(bindings: readonly At<BindingSaid>[], isEverywhere: boolean): Part {
    const met = new Set<Need>();
    const starting: At<BindingSaid>[] = [];
    const beside = new Map<string, At<BindingSaid>[]>();
    const alone = new Set<string>();
    for (const it of bindings) {
      const policies = graph.policies(it);
      for (const need of metBy(policies, isEverywhere)) met.add(need);
      const ids = powersOf(policies, isEverywhere).map(one => one.id);
      const starts = ids.some(id => STARTING.includes(id));
      if (starts && starting.length < MOST) starting.push(it);
      for (const { id } of BESIDES) {
        if (!ids.includes(id)) continue;
        if (starts) alone.add(id);
        const known = beside.get(id) ?? [];
        if (known.length < MOST) known.push(it);
        beside.set(id, known);
      }
    }
    return { met, starting, beside, alone };
  }

  /** The most powerful other service account of a namespace, if it can do what the subject cannot. */
  function strongestIn(namespace: string, subject: SubjectName, has: readonly Power[]): Combined | undefined {
    for (const { account, powers, through: bindings } of wide.strongIn(namespace)) {
      const power = isNamed(account, subject) ? undefined : powers.find(it => !has.some(({ id }) => id === it.id));
      if (!power) continue;
      const does = `start Pods in the namespace ${namespace} as the service account ${namespace}/${account.name}, and so ${power.does}`;
      return { does, through: bindings };
    }
    return undefined;
  }
}

/** In order, each once, as many as are named. */
const firstOf = (all: readonly At<BindingSaid>[]): readonly At<BindingSaid>[] => [...new Set(all)].sort(inOrder).slice(0, MOST);

const where = (namespace: string | undefined): string => (namespace === undefined ? '' : ` in the namespace ${namespace}`);
