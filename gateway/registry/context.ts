import type { SchemaPath } from '../../schema/pass.ts';
import type { Category, Purpose } from '../../schema/vocabulary.ts';
import type { Caller } from '../policy/caller.ts';
import type { AccessExplanation, Onlooker } from './explain.type.ts';

/** What a resolver of the registry is given for one operation. */
export interface RegistryContext {
  readonly caller: Caller;
  /** The instant at which the operation is decided. */
  readonly at: Date;
  /** Real time, by which bodies date what they sign. */
  readonly now: () => Date;
  /**
   * Resolves when no replica of the hub can any longer write an answer that was decided before what has just been
   * committed. Awaited before a mutation that may narrow anything is answered.
   */
  readonly awaitRevocation: () => Promise<void>;
  /**
   * Which of these records of the registry the caller may know of: decided and recorded like any crossing.
   * A list asks it of all its rows before it cuts a page, so sizes, totals and cursors speak of those rows alone.
   */
  mayKnow(
    records: readonly { readonly type: string; readonly id: string }[],
    category: Category,
  ): Promise<readonly boolean[]>;
  /**
   * Whether a field of all these files may be read although it is made of several categories: each of them must open it.
   * Decided and recorded; nothing is asked of anybody.
   */
  mayReadAll(files: readonly string[], path: SchemaPath, categories: readonly Category[]): Promise<boolean>;
  /** What the bodies say of one yes-or-no field of these files, in their order, to be combined here and shown nowhere. */
  readFlags(files: readonly string[], flag: 'excludesCcas'): Promise<readonly (boolean | null)[]>;
  /** What an agent would be told of a file, without any value; refused where the caller may not ask. On record. */
  explainAccess(asked: {
    readonly agent: string;
    readonly purpose: Purpose;
    readonly file: string;
    readonly names: readonly string[] | null;
  }): Promise<readonly AccessExplanation[]>;
  /** To whom a category of a file would be released now; refused where the caller may not ask. On record. */
  whoCouldSee(file: string, category: Category): Promise<readonly Onlooker[]>;
}
