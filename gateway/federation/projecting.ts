import type { GraphQLError } from 'graphql';
import type { Answer } from './doors.ts';
import { misbehaved, type ResponsePath } from './faults.ts';
import type { Place } from './paths.ts';
import type { Mark } from './run.ts';

type Note = Answer['notes'][number];

/** What one projection keeps while it walks the answer. */
export class Projecting {
  readonly path: (string | number)[] = [];
  readonly notes: Note[] = [];

  constructor(
    readonly data: Place,
    readonly errors: GraphQLError[],
    private readonly marks: ReadonlyMap<object, Mark> | null,
    /** Objects whose fetch failed: the failure has been said, so what they lack is not said again. */
    private readonly failed: readonly (readonly object[])[],
    /** Something was withheld: a null may be a decision, so none is blamed on a body. */
    private readonly withheld: boolean,
  ) {}

  /** Notes what was remarked of a record where it stands. True: the record is not to be known of. */
  enter(place: object, depth: number): boolean {
    const mark = this.marks?.get(place);
    if (mark === undefined) return false;
    for (const { at, note } of mark.notes) this.notes.push({ path: [...this.path.slice(0, depth), ...at], note });
    return mark.hidden;
  }

  noteCount(): number {
    return this.notes.length;
  }

  /** What stood below a place that has become null is not remarked on. */
  dropNotes(to: number): void {
    this.notes.length = to;
  }

  misshapen(depth: number): null {
    this.errors.push(misbehaved('a value does not have the shape that its type promises', this.path.slice(0, depth)));
    return null;
  }

  /** A field that must have a value has none; said once, unless whatever caused it has been said. */
  missing(depth: number, holder: object): void {
    if (this.withheld || this.failed.some((places) => places.includes(holder))) return;
    const path = this.path.slice(0, depth);
    if (this.errors.some((error) => error.path !== undefined && startsWith(error.path, path))) return;
    this.errors.push(misbehaved('a field that always has a value has none', path));
  }
}

function startsWith(path: ResponsePath, start: ResponsePath): boolean {
  return start.every((key, i) => path[i] === key);
}
