/** Values as plain data. */

import type { Data, Value } from '../../model/value.ts';

/** At most this many nodes are turned into data: a few aliases can stand for billions. */
const LARGEST_DATA = 10_000;

/** See `Value.toData`. */
export function wholeData(value: Value): Data | undefined {
  const budget = { left: LARGEST_DATA };
  const data = dataOf(value, budget);
  return budget.left < 0 ? undefined : data;
}

function dataOf(value: Value, budget: { left: number }): Data | undefined {
  if (--budget.left < 0) return undefined;
  if (value.type === 'absent') return null;
  switch (value.type) {
    case 'mapping': {
      const data: Record<string, Data> = {};
      for (const [key, it] of value.entries()) {
        if (budget.left < 0) return undefined;
        const entry = dataOf(it, budget);
        if (entry !== undefined) Object.defineProperty(data, key, { value: entry, enumerable: true, writable: true, configurable: true });
      }
      return data;
    }
    case 'list': {
      const data: Data[] = [];
      for (const it of value.items()) {
        if (budget.left < 0) return undefined;
        const item = dataOf(it, budget);
        if (item !== undefined) data.push(item);
      }
      return data;
    }
    case 'boolean':
      return value.asBoolean()!;
    case 'number':
      return value.asNumber()!;
    case 'string':
      return value.asString()!;
    default:
      return undefined;
  }
}
