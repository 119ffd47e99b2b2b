/** Work that is put off until somebody asks for it, and is done once. */

/** `make` is called with the first question, and never again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
