/** Distinct persons known to two bodies together, from how many each knows and how many both do. */
export function distinctPersons(known: readonly [number, number], both: number): number {
  return known[0] + known[1] - both;
}
