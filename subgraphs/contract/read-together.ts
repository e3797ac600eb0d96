/** Reads rows of one table, asked for one key at a time. */
export type ReadMany<Row> = (key: string) => Promise<readonly Row[]>;
export type ReadOne<Row> = (key: string) => Promise<Row | null>;

/**
 * Keys asked for in the same turn are read by one statement, and each key once.
 *
 * Made anew for every request: what it remembers is as old as the request. Prisma would gather `findUnique` calls too,
 * but pays for each of them: a hundred keys cost four times as much as one `findMany`.
 */
export function readTogether<Row>(
  read: (keys: string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): ReadMany<Row> {
  const known = new Map<string, Promise<readonly Row[]>>();
  let waiting: { readonly keys: string[]; readonly rows: Promise<ReadonlyMap<string, readonly Row[]>> } | null = null;

  const gather = () => {
    const keys: string[] = [];
    const rows = new Promise<void>((resolve) => process.nextTick(resolve)).then(async () => {
      waiting = null;
      return Map.groupBy(await read(keys), keyOf);
    });
    return { keys, rows };
  };

  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      waiting ??= gather();
      waiting.keys.push(key);
      found = waiting.rows.then((rows) => rows.get(key) ?? []);
      known.set(key, found);
    }
    return found;
  };
}

/** The same for a table that holds one row for each key at most. */
export function readOneTogether<Row>(
  read: (keys: string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): ReadOne<Row> {
  const readMany = readTogether(read, keyOf);
  return async (key) => (await readMany(key))[0] ?? null;
}
