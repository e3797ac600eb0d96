import type { Verdict } from './doors.ts';
import type { EntityStep, Source, WantedRecord } from './entities.ts';
import { compilePicker, type Picker } from './pick.ts';
import { type Piece, printPiece } from './print.ts';
import type { Run } from './run.ts';

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
/** What each instance is to be asked for: its records by source, type and mask, in an order that repeats. */
export function group<Op>(
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
