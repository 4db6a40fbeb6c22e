/** Runs a maker once; later callers get the same promise, unless it failed. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Keeps what was made for each key. */
export function remember<A, T>(keyOf: (argument: A) => string, make: (argument: A) => T): (argument: A) => T {
  const known = new Map<string, T>();
  return (argument) => {
    const key = keyOf(argument);
    const value = known.get(key) ?? make(argument);
    known.set(key, value);
    return value;
  };
}
