/** What service accounts may do in every namespace. */

import { metBy, type Power, powersMet, STARTING } from '../facts/powers.ts';
import { type Through, through } from './through.ts';
import type { Graph } from './graph.ts';
import { NAMES } from './register.ts';
import { onceByName } from '../once.ts';
import type { SubjectName } from '../model/standing.ts';

/** As many bindings as are named. */
const MOST = 20;

export interface Strong {
  readonly account: SubjectName;
  readonly powers: readonly Power[];
  /** The bindings that hold in every namespace; the first of many. */
  readonly through: readonly Through[];
}

export interface Wide {
  /** What bindings of the whole cluster give to this very account; those of its groups are left out. */
  of(account: SubjectName): Strong;
  /** The accounts of a namespace that can do something in the whole cluster that is worth starting a Pod for; those who can do everything first. */
  strongIn(namespace: string): readonly Strong[];
}

export function wideRights(graph: Graph): Wide {
  const accounts = onceByName<Strong>();
  const strong = onceByName<readonly Strong[]>();
  const wide: Wide = {
    of: account =>
      accounts(NAMES.subject(account), () => {
        const everywhere = graph.bindingsNaming(account).filter(it => it.kind === 'ClusterRoleBinding');
        const powers = powersMet(everywhere.map(it => metBy(graph.policies(it), true)));
        return { account, powers, through: everywhere.slice(0, MOST).map(it => through(it, account)) };
      }),
    strongIn: namespace =>
      strong(namespace, () => {
        const all = graph.accountsIn(namespace).flatMap(account => {
          const own = wide.of(account);
          const powers = own.powers.filter(it => it.grade !== 'serious' && !STARTING.includes(it.id));
          return powers.length ? [{ ...own, powers }] : [];
        });
        const isAdmin = ({ powers }: Strong): boolean => powers[0]!.grade === 'admin';
        return [...all.filter(isAdmin), ...all.filter(it => !isAdmin(it))];
      }),
  };
  return wide;
}
