/**
 * How much a property test covers: the size of every run, or the long one that `PASSERELLE_LONG=1` asks for. What was
 * chosen is printed, so that a green run says what it has seen.
 */
export function size(ci: number, long: number): number {
  const chosen = process.env.PASSERELLE_LONG === '1' ? long : ci;
  console.log(`property test over ${chosen} cases (every run ${ci}, long run ${long})`);
  return chosen;
}
