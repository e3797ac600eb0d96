import type { SchemaPath } from '../../schema/pass.ts';
import type { Decision } from './decision.ts';
import { covers, intersect, type Opens, unite } from './paths.ts';

/**
 * The decision on a record about several people, from the decisions on each: released only as far as it is for all.
 *
 * The order of the people never matters. The journal keeps each decision on its own; this one is for the record.
 */
export function combine(decisions: readonly Decision[]): Decision {
  const [first, ...others] = [...decisions].sort(narrowestFirst);
  if (first === undefined) throw new RangeError('a record is judged at least once');
  if (first.effect === 'DENY' || others.every((other) => other === first)) return first;

  const opens = others.reduce((common, other) => intersect(common, other.opens), first.opens);
  const silent = new Set<SchemaPath>();
  for (const decision of decisions) for (const path of decision.silent) if (covers(opens, path)) silent.add(path);
  const closed = decisions.map((decision) => decision.closed).reduce(unite);
  return { ...first, opens, closed, silent };
}

const RANK: Readonly<Record<Decision['effect'], number>> = { DENY: 0, PERMIT: 1, INTERNAL: 2 };

/** A denial first, the earliest gate or row before the later; then what opens least. */
function narrowestFirst(a: Decision, b: Decision): number {
  if (a.effect !== b.effect) return RANK[a.effect] - RANK[b.effect];
  if (a.effect === 'PERMIT' && widthOf(a.opens) !== widthOf(b.opens)) return widthOf(a.opens) - widthOf(b.opens);
  return nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0;
}

function widthOf(opens: Opens): number {
  return opens === 'ALL' ? Number.MAX_SAFE_INTEGER : opens.size;
}

function nameOf(decision: Decision): string {
  return `${decision.rule} ${decision.reason ?? ''} ${decision.transform ?? ''} ${decision.consent ?? ''}`;
}
