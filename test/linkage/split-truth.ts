/** Records without the truth, and the truth apart: what the matcher is given, and what only the evaluation reads. */
export interface Split<T> {
  readonly records: readonly T[];
  readonly truth: readonly string[];
}

/**
 * Splits a file in two before anything is matched. `read` is given rows in which the truth does not stand, and which
 * throw when anything asks for it all the same: by its name, by listing the columns, or by spreading them.
 */
export function splitTruth<T>(
  rows: readonly Readonly<Record<string, string>>[],
  truthColumn: string,
  read: (row: Readonly<Record<string, string>>) => T,
): Split<T> {
  const records = rows.map((row) => {
    const { [truthColumn]: _truth, ...rest } = row;
    return read(
      new Proxy(rest, {
        get: (columns, name) => (name === truthColumn ? refuse() : Reflect.get(columns, name)),
        has: (columns, name) => (name === truthColumn ? refuse() : Reflect.has(columns, name)),
        getOwnPropertyDescriptor: (columns, name) =>
          name === truthColumn ? refuse() : Reflect.getOwnPropertyDescriptor(columns, name),
      }),
    );
  });
  return { records, truth: rows.map((row) => row[truthColumn] ?? '') };
}

function refuse(): never {
  throw new Error('the matcher may not know the truth');
}
