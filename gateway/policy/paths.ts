import type { SchemaPath } from '../../schema/pass.ts';

/** The whole category, or the fields listed and what hangs below them. */
export type Opens = 'ALL' | ReadonlySet<SchemaPath>;

export const NOTHING: ReadonlySet<SchemaPath> = new Set();

/** Whether a set of paths covers one: it lists the path itself, or something above it. */
export function covers(opens: Opens, path: SchemaPath): boolean {
  if (opens === 'ALL' || opens.has(path)) return true;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    if (opens.has(path.slice(0, dot))) return true;
  }
  return false;
}

/** What both cover. */
export function intersect(a: Opens, b: Opens): Opens {
  if (a === 'ALL') return b;
  if (b === 'ALL') return a;
  const common = new Set<SchemaPath>();
  for (const path of a) if (covers(b, path)) common.add(path);
  for (const path of b) if (covers(a, path)) common.add(path);
  return common;
}

/** What either covers. */
export function unite(a: Opens, b: Opens): Opens {
  return a === 'ALL' || b === 'ALL' ? 'ALL' : new Set([...a, ...b]);
}
