/** Changes to a value of a configuration file that may be a list. */

import { areDisjoint, type TextEdit } from '../text.ts';
import type { Data, Value } from '../model/value.ts';

/** Gives a value other data. Where entries of a list change, come or go, the others keep their lines and their comments. */
export function replaceData(value: Value, data: Data): readonly TextEdit[] | undefined {
  const edits = value.type === 'list' && Array.isArray(data) && value.isClosed ? itemEdits(value, data as readonly Data[]) : undefined;
  return edits ?? value.edit({ op: 'replace', by: [data] });
}

/** Undefined where the entries cannot be edited one by one. */
function itemEdits(list: Value, data: readonly Data[]): readonly TextEdit[] | undefined {
  const items = list.items();
  if (!items.length || !data.length || items.length * data.length > MOST) return undefined;
  const edits: (readonly TextEdit[] | undefined)[] = [];
  let [from, next] = [0, 0];
  for (const [index, wanted] of [...common(items, data), [items.length, data.length] as const]) {
    const others = items.slice(from, index);
    const added = data.slice(next, wanted);
    others.forEach((item, i) => {
      // The last one is followed by all that is left.
      const by = added.slice(i, i === others.length - 1 ? undefined : i + 1);
      edits.push(item.edit(by.length ? { op: 'replace', by } : { op: 'remove' }));
    });
    if (!others.length) for (const it of added) edits.push(list.edit({ op: 'insert', data: it, index }));
    [from, next] = [index + 1, wanted + 1];
  }
  const all = edits.every(it => it !== undefined) ? edits.flat() : undefined;
  return all && areDisjoint(all) ? all : undefined;
}

/** As many comparisons as are made for one list. */
const MOST = 40_000;

/** The longest run of entries, not necessarily neighbours, that both have in order: the index of each in both. */
function common(items: readonly Value[], data: readonly Data[]): readonly (readonly [number, number])[] {
  const texts = items.map(it => it.asString());
  const isSame = (i: number, j: number): boolean => texts[i] !== undefined && texts[i] === data[j];
  const lengths = Array.from({ length: items.length + 1 }, () => new Array<number>(data.length + 1).fill(0));
  for (let i = items.length - 1; i >= 0; i--) {
    for (let j = data.length - 1; j >= 0; j--) {
      lengths[i]![j] = isSame(i, j) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < items.length && j < data.length; ) {
    if (isSame(i, j)) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
