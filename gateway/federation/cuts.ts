import { type Cut, isOn } from './doors.ts';
import { createEntityStep, type EntityStep, runEntities } from './entities.ts';
import type { Kit } from './kit.ts';
import { collectPlaces, fitsAny, type Place, type Segment } from './paths.ts';
import { compileKey } from './representations.ts';
import type { Run } from './run.ts';

/**
 * What was cut out of a fetch, fetched on its own right after it: each nested entity is decided on itself, so that
 * permission on one record gives nothing on another.
 */
export interface CutStep<Op> {
  readonly step: EntityStep<Op>;
  /** For each source of `step`: which source of the fetch above it hangs below, and how to get there. */
  readonly ways: readonly { readonly from: number; readonly when: Cut['when']; readonly path: readonly Segment[] }[];
}

/** One step per service. `cuts` are those of each source of one fetch. */
export function compileCuts<Op>(
  kit: Kit<Op>,
  cuts: readonly (readonly Cut[])[],
  declarations: ReadonlyMap<string, string>,
): CutStep<Op>[] {
  const found = cuts.flatMap((list, from) => list.map((cut) => ({ cut, from })));
  const services = Map.groupBy(found, ({ cut }) => cut.service);
  return [...services].map(([service, all]) => {
    const sources = all.map(({ cut }) => ({ shape: cut.shape, represent: compileKey(cut.keys), rewrite: null }));
    const ways = all.map(({ cut, from }) => ({ from, when: cut.when, path: pathOf(cut, kit) }));
    return { step: createEntityStep(kit, service, sources, declarations), ways };
  });
}

function pathOf<Op>(cut: Cut, kit: Kit<Op>): Segment[] {
  const keys = cut.path.map((key): Segment => ({ kind: 'key', key }));
  return [...keys, { kind: 'type', fits: fitsAny([cut.type], kit.supergraph) }];
}

/** Which instance answered below the nth place of a source, under the key; undefined: a service of this process. */
export type Giver = (source: number, nth: number, key: string) => string | undefined;

/** `places` are those of each source of the fetch above. */
export async function runCuts<Op>(
  cuts: readonly CutStep<Op>[],
  run: Run<Op>,
  places: readonly (readonly Place[])[],
  giver: Giver | null,
): Promise<void> {
  await Promise.all(
    cuts.map(({ step, ways }) => {
      const givers: (string | undefined)[][] = [];
      const targets = ways.map(({ from, when, path }) => {
        const into: Place[] = [];
        const given: (string | undefined)[] = [];
        givers.push(given);
        if (!isOn(when, run.variables)) return into;
        const [first] = path;
        const key = first?.kind === 'key' ? first.key : '';
        places[from]?.forEach((place, nth) => {
          collectPlaces(place, path, run.isHidden, into);
          if (giver !== null) while (given.length < into.length) given.push(giver(from, nth, key));
        });
        return into;
      });
      return runEntities(step, run, targets, givers);
    }),
  );
}
