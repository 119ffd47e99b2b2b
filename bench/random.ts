/** Numbers that look random and are the same in every run, so that all runs measure the same bytes. */

export interface Random {
  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number;
  /** Whole, both ends included. */
  between(least: number, most: number): number;
  /** True in this share of cases, 0 to 1. */
  chance(share: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** Two words and a number, as people name workloads. */
  name(): string;
  /** Lower-case hex digits. */
  hex(length: number): string;
}

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)]!;
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: share => next() < share,
    pick,
    name: () => `${pick(FIRST)}-${pick(SECOND)}-${below(1000)}`,
    hex: length => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}

const FIRST = [
  'order',
  'cart',
  'billing',
  'search',
  'media',
  'login',
  'stock',
  'report',
  'mail',
  'event',
  'price',
  'ledger',
  'route',
  'audit',
];
const SECOND = ['api', 'worker', 'gateway', 'cache', 'sync', 'frontend', 'store', 'queue', 'proxy', 'exporter', 'scheduler', 'indexer'];
