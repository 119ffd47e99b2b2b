/** Changes to a value of a configuration file that may be a list. */

import { areDisjoint, type TextEdit } from '../text.ts';
import { commonIndexes } from '../subsequence.ts';
import type { Data, Value } from '../model/value.ts';
import { flat } from './shape.ts';

/** Gives a value other data. Where entries of a list change, come or go, the others keep their lines and their comments. */
export function replaceData(value: Value, data: Data): readonly TextEdit[] | undefined {
  const edits = value.type === 'list' && Array.isArray(data) && value.isClosed ? itemEdits(value, data as readonly Data[]) : undefined;
  return edits ?? value.edit({ op: 'replace', by: [data] });
}

/** Undefined where the entries cannot be edited one by one. */
function itemEdits(list: Value, data: readonly Data[]): readonly TextEdit[] | undefined {
  const items = list.items();
  if (!items.length || !data.length || items.length * data.length > MOST) return undefined;
  const texts = items.map(it => it.asString());
  const edits: (readonly TextEdit[] | undefined)[] = [];
  let [from, next] = [0, 0];
  for (const [index, wanted] of [...commonIndexes(texts, data), [items.length, data.length] as const]) {
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
  const all = flat(edits);
  return all && areDisjoint(all) ? all : undefined;
}

/** As many comparisons as are made for one list. */
const MOST = 40_000;
