/** Puts together what has one name. */

/** Everything by its name, in order. */
export function grouped<K, T>(all: Iterable<T>, nameOf: (it: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const it of all) addTo(groups, nameOf(it), it);
  return groups;
}

export function addTo<K, T>(groups: Map<K, T[]>, name: K, it: T): void {
  const known = groups.get(name);
  if (known) known.push(it);
  else groups.set(name, [it]);
}
