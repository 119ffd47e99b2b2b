/** What two lists have in common, in order. */

/**
 * The longest run of items, not necessarily neighbours, that both lists have in the same order: the index of each in `a` and in `b`.
 * Takes time and space of the product of both lengths.
 */
export function commonIndexes(a: readonly unknown[], b: readonly unknown[]): readonly (readonly [number, number])[] {
  // How many items the rests of both lists share, from each pair of indexes on.
  const shared = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      shared[i]![j] = a[i] === b[j] ? shared[i + 1]![j + 1]! + 1 : Math.max(shared[i + 1]![j]!, shared[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (shared[i + 1]![j]! >= shared[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
