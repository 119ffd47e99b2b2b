/**
 * What aggregated ClusterRoles collect.
 * Source: Kubernetes 1.34, `pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go`: the rules of every other
 * ClusterRole that one of the selectors matches are copied, also where these were copied themselves.
 */

import { onceByName, onceFor } from '../once.ts';
import type { Policy } from '../model/policy.ts';
import type { RoleSaid, Selector } from './said.ts';

/** A ClusterRole that may be collected. */
export type Collectable = Pick<RoleSaid, 'labels' | 'hidesLabels' | 'collects' | 'policies'>;

/**
 * Answers what an aggregated role collects in the end. What is written into aggregated roles does not count, as it is replaced, so that
 * roles which only collect each other have nothing. The same rules are the same object.
 */
export function aggregation(all: () => readonly Collectable[]): (role: Collectable) => readonly Policy[] {
  const keyOf = onceFor((role: Collectable) => JSON.stringify(role.collects));
  const selections = onceByName<Selection>();
  const done = new Map<string, Gathered>();

  return role => {
    const key = keyOf(role);
    const gathered = done.get(key) ?? gather(key, role.collects ?? []);
    done.set(key, gathered);
    return gathered.policies;
  };

  /** What can be reached from here, through roles that collect. */
  function gather(start: string, selectors: readonly Selector[]): Gathered {
    const reached = new Map([[start, selectors]]);
    const written = new Set<Collectable>();
    for (const [key, wanted] of reached) {
      const known = done.get(key);
      // Both lead to each other, and so to the same.
      if (known?.keys.has(start)) return known;
      const { filled, collecting } = known ?? selectionOf(key, wanted);
      for (const it of filled) written.add(it);
      for (const [next, its] of collecting) if (!reached.has(next)) reached.set(next, its);
    }
    return { keys: new Set(reached.keys()), filled: written, collecting: new Map(), policies: [...written].flatMap(it => it.policies) };
  }

  function selectionOf(key: string, wanted: readonly Selector[]): Selection {
    return selections(key, () => {
      const found = all().filter(it => wanted.some(selector => selects(selector, it)));
      const collecting = found.filter(it => it.collects);
      return { filled: found.filter(it => !it.collects), collecting: new Map(collecting.map(it => [keyOf(it), it.collects!])) };
    });
  }
}

interface Selection {
  /** The roles whose own rules count. */
  readonly filled: Iterable<Collectable>;
  /** The selectors of those that collect. */
  readonly collecting: ReadonlyMap<string, readonly Selector[]>;
}

interface Gathered extends Selection {
  /** From where it is reached. */
  readonly keys: ReadonlySet<string>;
  readonly policies: readonly Policy[];
}

/** Labels that cannot be seen may be there: nothing is certain of what must not be. */
function selects(selector: Selector, { labels, hidesLabels }: Collectable): boolean {
  return selector.every(({ key, operator, values }) => {
    const own = labels.get(key);
    if (operator === 'Exists') return own !== undefined;
    if (operator === 'In') return own !== undefined && values.includes(own);
    if (own === undefined) return !hidesLabels;
    return operator === 'NotIn' && !values.includes(own);
  });
}
