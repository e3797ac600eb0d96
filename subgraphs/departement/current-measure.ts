import type { ChildProtectionMeasure } from '../../prisma/generated/body/client.ts';
import { isInForce } from '../contract/civil-day.ts';

/** The measure that runs today; else the one that began last, the future one included. */
export function currentMeasure<M extends Pick<ChildProtectionMeasure, 'validFrom' | 'validTo'>>(
  measures: readonly M[],
  today: string,
): M | null {
  const latestFirst = measures.toSorted((a, b) => b.validFrom.getTime() - a.validFrom.getTime());
  return latestFirst.find((measure) => isInForce(measure, today)) ?? latestFirst[0] ?? null;
}
