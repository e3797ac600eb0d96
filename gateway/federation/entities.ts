import { ask } from './ask.ts';
import { type CutStep, compileCuts, runCuts } from './cuts.ts';
import type { Representation, Shape, Verdict, Wanted } from './doors.ts';
import { type Kit, SmallCache } from './kit.ts';
import type { Place } from './paths.ts';
import { compilePicker, type Picker } from './pick.ts';
import { type Piece, printPiece } from './print.ts';
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

/** What a mask left for records of one type. */
export interface AskablePiece extends Piece {
  readonly id: number;
  readonly picker: Picker;
}

/** Records that may cross alike: they are asked for together. */
export interface Group {
  readonly source: Source;
  readonly piece: AskablePiece;
  readonly records: { readonly wanted: WantedRecord; readonly verdict: Verdict }[];
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

function group<Op>(
  step: EntityStep<Op>,
  run: Run<Op>,
  wanted: readonly WantedRecord[],
  verdicts: readonly Verdict[],
): Map<string, Group[]> {
  const instances = new Map<string, Group[]>();
  // Neighbours mostly decide alike.
  let last: Group | undefined;
  let lastVerdict: Verdict | undefined;
  let lastType = '';
  wanted.forEach((record, i) => {
    const verdict = verdicts[i]!;
    const type = record.representation.__typename;
    if (verdict.hidden || verdict.notes.length > 0) for (const place of record.places) run.mark(place, verdict);
    if (last !== undefined && lastVerdict === verdict && last.source === record.source && lastType === type) {
      last.records.push({ wanted: record, verdict });
      return;
    }
    const { instance, mask } = verdict;
    if (verdict.hidden || instance === null || mask === null || mask.includes('0')) run.withheld = true;
    if (verdict.hidden || instance === null || mask === null) return;
    const piece = record.source.pieces.get(`${type} ${mask}`, () => cutToType(step, record.source, type, mask));
    if (piece === null) return;
    let groups = instances.get(instance);
    if (groups === undefined) {
      groups = [];
      instances.set(instance, groups);
    }
    let mine = groups.find((one) => one.piece === piece);
    if (mine === undefined) {
      mine = { source: record.source, piece, records: [] };
      groups.push(mine);
    }
    mine.records.push({ wanted: record, verdict });
    last = mine;
    lastVerdict = verdict;
    lastType = type;
  });
  for (const groups of instances.values()) groups.sort((a, b) => a.piece.id - b.piece.id);
  return instances;
}

let pieces = 0;

/** Only the fragments that records of the type can answer: two types may give one key two shapes. */
function cutToType<Op>(step: EntityStep<Op>, source: Source, type: string, mask: string): AskablePiece | null {
  const { supergraph } = step.kit;
  const items = source.shape.tree.items.filter(
    (item) => item.kind !== 'on' || supergraph.satisfies(type, item.type) || supergraph.satisfies(item.type, type),
  );
  const piece = items.length === 0 ? null : printPiece({ items }, mask);
  if (piece === null) return null;
  pieces += 1;
  return { ...piece, id: pieces, picker: compilePicker(piece.tree, step.service, supergraph) };
}
