import { ask } from './ask.ts';
import { type CutStep, compileCuts, runCuts } from './cuts.ts';
import type { Representation, Shape, Wanted } from './doors.ts';
import { type AskablePiece, group } from './group.ts';
import { type Kit, SmallCache } from './kit.ts';
import type { Place } from './paths.ts';
import { identify, type Represent } from './representations.ts';
import type { Run } from './run.ts';

/** One step of a plan that completes records: several selections (`sources`) on one service. */
export interface EntityStep<Op> {
  readonly kit: Kit<Op>;
  readonly service: string;
  readonly sources: readonly Source[];
  readonly declarations: ReadonlyMap<string, string>;
  /** Beginning of the names of the variables that carry representations; no variable of the client begins so. */
  readonly prefix: string;
  readonly documents: SmallCache<{ readonly query: string; readonly variables: readonly string[] }>;
  readonly cuts: readonly CutStep<Op>[];
}

/** A selection on records, and how they are named. */
export interface Source {
  readonly shape: Shape;
  readonly represent: Represent;
  /** Applied to a record before it is merged. */
  readonly rewrite: ((record: Place) => void) | null;
  readonly pieces: SmallCache<AskablePiece | null>;
}

export interface WantedRecord extends Wanted {
  readonly source: Source;
  /** Every place of the answer where this one record stands. */
  readonly places: Place[];
}

export function createEntityStep<Op>(
  kit: Kit<Op>,
  service: string,
  sources: readonly Omit<Source, 'pieces'>[],
  declarations: ReadonlyMap<string, string>,
): EntityStep<Op> {
  let prefix = '_r';
  while ([...declarations.keys()].some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  const all = sources.map((source): Source => ({ ...source, pieces: new SmallCache() }));
  const cuts = compileCuts(
    kit,
    all.map(({ shape }) => shape.cuts),
    declarations,
  );
  return { kit, service, sources: all, declarations, prefix, documents: new SmallCache(), cuts };
}

/**
 * Completes the records that stand at `targets` (one list of places per source): names them, has each decided, and asks
 * each instance once for all that it may give. Then the cuts, decided in their turn.
 */
export async function runEntities<Op>(
  step: EntityStep<Op>,
  run: Run<Op>,
  targets: readonly (readonly Place[])[],
  givers: readonly (readonly (string | undefined)[])[] = [],
): Promise<void> {
  const wanted = want(step, targets, givers);
  if (wanted.length === 0) return;
  const verdicts = await step.kit.cross.decide(run.op, wanted);
  if (verdicts.length !== wanted.length) throw new Error('there must be one verdict per record');
  const instances = group(step, run, wanted, verdicts);
  if (instances.size > 0) {
    await Promise.all([...instances].map(([instance, groups]) => ask(step, run, instance, groups)));
  }
  if (step.cuts.length > 0) {
    const bySource = step.sources.map((source) =>
      wanted.flatMap((record, i) =>
        record.source === source ? record.places.map((place) => ({ place, giver: verdicts[i]?.instance })) : [],
      ),
    );
    const places = bySource.map((all) => all.map(({ place }) => place));
    const { isLocal } = step.kit.sendTo(step.service);
    await runCuts(step.cuts, run, places, isLocal ? null : (from, nth) => bySource[from]?.[nth]?.giver ?? undefined);
  }
}

/** A record that stands in several places, or is reached by several paths, is wanted once per instance that names it. */
function want<Op>(
  step: EntityStep<Op>,
  targets: readonly (readonly Place[])[],
  givers: readonly (readonly (string | undefined)[])[],
): WantedRecord[] {
  const wanted: WantedRecord[] = [];
  step.sources.forEach((source, i) => {
    const known = new Map<string, WantedRecord>();
    targets[i]?.forEach((place, nth) => {
      const representation: Representation | null = source.represent(place);
      if (representation === null) return;
      const from = givers[i]?.[nth];
      const identity = from === undefined ? identify(representation) : `${from} ${identify(representation)}`;
      const record = known.get(identity);
      if (record !== undefined) record.places.push(place);
      else {
        const { shape } = source;
        const fresh = { source, shape, service: step.service, representation, places: [place] };
        const named = from === undefined ? fresh : { ...fresh, from };
        known.set(identity, named);
        wanted.push(named);
      }
    });
  });
  return wanted;
}
