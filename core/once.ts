/** Work that is put off until somebody asks for it, and is done once. */

/** `make` is called with the first question, and never again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same for each of many objects, remembered as long as the object lives. What else is passed must not change the answer, and only helps to find it. */
export function onceFor<Key extends object, Rest extends readonly unknown[], T>(
  make: (key: Key, ...rest: Rest) => T,
): (key: Key, ...rest: Rest) => T {
  const made = new WeakMap<Key, { readonly value: T }>();
  return (key, ...rest) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key, ...rest);
    made.set(key, { value });
    return value;
  };
}

/** The same, but only the answer of the last state is remembered; without an object, none is. */
export function onceWhile<Key extends object, T>(): (key: Key | undefined, state: string, make: () => T) => T {
  const made = new WeakMap<Key, { readonly state: string; readonly value: T }>();
  return (key, state, make) => {
    const known = key && made.get(key);
    if (known?.state === state) return known.value;
    const value = make();
    if (key) made.set(key, { state, value });
    return value;
  };
}

/** States of all files that are kept: verifying a fix goes to and fro between two. */
export const STATES = 3;

/** The same by name. Where `most` is given, only the answers for as many names are remembered, those that were asked for last. */
export function onceByName<T>(most = Number.POSITIVE_INFINITY): (name: string, make: () => T) => T {
  const made = new Map<string, { readonly value: T }>();
  return (name, make) => {
    const known = made.get(name) ?? { value: make() };
    made.delete(name);
    made.set(name, known);
    if (made.size > most) made.delete(made.keys().next().value!);
    return known.value;
  };
}
