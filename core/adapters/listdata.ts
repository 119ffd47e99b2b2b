/** Changes to a value of a configuration file that may be a list. */

import type { Data, Value } from '../model/value.ts';
import type { TextEdit } from '../text.ts';

/** Gives a value other data. Where entries of a list change or go, the others keep their lines and their comments. */
export function replaceData(value: Value, data: Data): readonly TextEdit[] | undefined {
  const edits =
    value.type === 'list' && Array.isArray(data) && value.isClosed ? itemEdits(value.items(), data as readonly Data[]) : undefined;
  return edits ?? value.edit({ op: 'replace', by: [data] });
}

/** Undefined where entries come in, change their order, or cannot be edited one by one. */
function itemEdits(items: readonly Value[], data: readonly Data[]): readonly TextEdit[] | undefined {
  const isSame = (item: Value, wanted: Data | undefined): boolean => item.asString() !== undefined && item.asString() === wanted;
  const edits: (readonly TextEdit[] | undefined)[] = [];
  if (items.length === data.length) {
    items.forEach((item, i) => {
      if (!isSame(item, data[i])) edits.push(item.edit({ op: 'replace', by: [data[i]!] }));
    });
  } else {
    let next = 0;
    for (const item of items) {
      if (isSame(item, data[next])) next++;
      else edits.push(item.edit({ op: 'remove' }));
    }
    if (next < data.length || next === 0) return undefined;
  }
  return edits.every(it => it !== undefined) ? edits.flat() : undefined;
}
