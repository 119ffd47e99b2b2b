/** Changes below a mapping whose parents may be missing. */

import type { Data, Value } from '../model/value.ts';
import type { TextEdit } from '../text.ts';

/** Gives the value at `path` this datum, creating the mappings above it that are missing, empty or null. */
export function setDeep(root: Value, path: readonly string[], data: Data): readonly TextEdit[] | undefined {
  let parent = root;
  for (const [index, key] of path.entries()) {
    const value = parent.at(key);
    const isLast = index === path.length - 1;
    if (isLast || value.type === 'absent') {
      const nested = path.slice(index + 1).reduceRight<Data>((inner, step) => ({ [step]: inner }), data);
      return parent.lacks(key) || value.type !== 'unknown' ? parent.edit({ op: 'set', key, data: nested }) : undefined;
    }
    if (value.type !== 'mapping') return undefined;
    parent = value;
  }
  return undefined;
}
