/** Finds things by key, many at a time. */
export interface Loader<Value> {
  load(key: string): Promise<Value | null>;
  /** What is already at hand need not be asked for again. */
  prime(key: string, value: Value): void;
}

/**
 * Collects the keys that are asked for within one turn of the event loop, asks for them together, and remembers the
 * answers. One list of a hundred records costs one statement and not a hundred.
 */
export function createLoader<Value>(
  find: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Loader<Value> {
  const known = new Map<string, Promise<Value | null>>();
  let waiting: { keys: string[]; found: Promise<ReadonlyMap<string, Value>> } | null = null;

  return {
    load(key) {
      const before = known.get(key);
      if (before) return before;
      waiting ??= gather();
      waiting.keys.push(key);
      const value = waiting.found.then((found) => found.get(key) ?? null);
      known.set(key, value);
      return value;
    },
    prime(key, value) {
      if (!known.has(key)) known.set(key, Promise.resolve(value));
    },
  };

  function gather() {
    const keys: string[] = [];
    // After every promise that is already settled has run on: those are the resolvers that will ask for the same thing.
    const found = new Promise<void>((resolve) => void Promise.resolve().then(() => process.nextTick(resolve))).then(
      () => {
        waiting = null;
        return find(keys);
      },
    );
    return { keys, found };
  }
}

/** Rows by the one key that each has. */
export function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows by a key that several share, in the order in which they came. */
export function byGroup<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, keyOf);
}
