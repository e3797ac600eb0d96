import type { Dimension } from '../../disclosure/dimensions.ts';
import type { Indicator } from '../../disclosure/indicator.ts';
import type { ReleasedCell } from '../../disclosure/release.ts';
import type { ReleasedSum } from '../../disclosure/sum.ts';
import type { SchemaPath } from '../../schema/pass.ts';
import type { Category, Purpose } from '../../schema/vocabulary.ts';
import type { Caller } from '../policy/caller.ts';
import type { AccessExplanation, Onlooker } from './explaining/explain.type.ts';

/** What the journal proves: the tree over all access records, its signed checkpoints, and paths between them. */
export interface JournalDoor {
  /** The newest checkpoint, or that of this size, with the lines of the witnesses that countersigned it; null: none. */
  checkpoint(size?: bigint): Promise<{ readonly size: bigint; readonly root: Buffer; readonly note: string } | null>;
  /**
   * Where these records stand in the tree, in the order asked; null for one that waits for its place. A record past its
   * retention keeps its leaf and has lost its salt.
   */
  leavesOf(
    recordIds: readonly string[],
  ): Promise<readonly ({ readonly index: bigint; readonly commitment: Buffer; readonly salt: Buffer | null } | null)[]>;
  inclusionProof(index: bigint, size: bigint): Promise<readonly Buffer[]>;
  consistencyProof(from: bigint, to: bigint): Promise<readonly Buffer[]>;
  /** All leaves of `[from, to)`, and the flanks that tie them to the root of `size`. */
  range(
    from: bigint,
    to: bigint,
    size: bigint,
  ): Promise<{
    readonly leaves: readonly { readonly index: bigint; readonly recordId: string; readonly commitment: Buffer }[];
    readonly left: readonly Buffer[];
    readonly right: readonly Buffer[];
  }>;
}

/** What bodies have released of one question of the catalogue: see `gateway/gathering-statistics.ts`. */
export type StatisticsDoor = (asked: {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  readonly perBody: boolean;
  readonly bodies: readonly string[];
}) => Promise<{
  readonly parts: readonly {
    readonly body: string;
    readonly standing: 'RELEASED' | 'NO_SOURCE_YET' | 'NOT_FROZEN' | 'MISSING' | 'WITHHELD';
    readonly reason: string | null;
    readonly version: number | null;
    readonly frozenAt: string | null;
    readonly smallest: number | null;
    readonly signature: string | null;
  }[];
  readonly cells: readonly (ReleasedSum & {
    readonly body: string | null;
    readonly bins: readonly string[];
    readonly share: number | null;
    readonly amount: number | null;
    readonly amountLow: number | null;
    readonly amountHigh: number | null;
    readonly mean: number | null;
  })[];
  readonly ruleSetVersion: string;
}>;

/** Figures of a body that the hub makes from its own frames, perturbed (`gateway/statistics/frames`); null: not frozen. */
export type FramesDoor = (
  body: string,
  indicator: Indicator,
  period: string,
  by: readonly Dimension[],
) => Promise<{
  readonly version: number;
  readonly frozenAt: Date;
  readonly smallest: number;
  readonly signature: string;
  readonly cells: readonly ReleasedCell[];
} | null>;

/** One question of the catalogue, and what was released of it: all that a file or a page of figures is made from. */
export interface ReleasedAnswer extends Awaited<ReturnType<StatisticsDoor>> {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  readonly perBody: boolean;
  /** The bodies that were asked, in the order of `parts`. */
  readonly bodies: readonly { readonly code: string; readonly name: string }[];
  readonly note: string;
}

/** A file that a caller takes away. */
export interface WrittenFile {
  readonly content: string;
  readonly mediaType: string;
  readonly fileName: string;
}

/** How released figures are written: pure, and given nothing that has not been released (`gateway/statistics`). */
export interface FiguresDoor {
  writeFigures(answer: ReleasedAnswer, format: 'CSV' | 'CSV_EXCEL' | 'CSVW' | 'JSON_STAT' | 'SDMX_CSV'): WrittenFile;
  /** One printable page, whole in itself. */
  writeBilan(bilan: ReleasedBilan): Promise<string>;
  /** What may be printed of a declared table, by the place of each cell; a margin has no row or no column. */
  suppressCounts(counts: readonly (readonly number[])[]): Promise<
    readonly {
      readonly row: number | null;
      readonly column: number | null;
      readonly value: number | null;
      readonly suppressed: 'PRIMARY' | 'COMPLEMENTARY' | null;
    }[]
  >;
}

/** The figures of one protocol in one year. */
export interface ReleasedBilan {
  readonly title: string;
  /** Whether the dates of the protocol are assumed: a data set of reference. */
  readonly datesAssumed: boolean;
  readonly year: number;
  /** The day on which it is made. */
  readonly on: string;
  readonly parties: readonly { readonly code: string; readonly name: string }[];
  readonly lines: readonly {
    readonly indicator: Indicator;
    /** In the order of time; none where no body of the protocol has a source. */
    readonly periods: readonly {
      readonly total: ReleasedAnswer;
      readonly perBody: ReleasedAnswer;
      readonly breakdown: ReleasedAnswer | null;
    }[];
  }[];
  readonly note: string;
  readonly ruleSetVersion: string;
}

/** Studies at the linkage service, where the hub has one: see `gateway/linkage/linkage-client.ts`. */
export interface StudiesDoor {
  /** One that is open stays as it is. */
  openStudy(study: { readonly id: string; readonly bodies: readonly string[]; readonly endsAt: Date }): Promise<void>;
  /** Released figures of a study whose sets are all there: persons in exactly two of them, in exactly three… */
  countStudy(id: string): Promise<{
    readonly shared: readonly number[];
    readonly quality: { readonly precision: number; readonly recall: number; readonly measuredOn: string };
  }>;
  endStudy(id: string): Promise<void>;
}

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
  readonly journal: JournalDoor;
  /** The pseudonym of the person of a file of the caller's own body, for whom she asks; null for any other. On record. */
  actOnBehalf(file: string, channel: string): Promise<string | null>;
  /** The hub's signature over a text, detached (RFC 7515, appendix F); its public key is at `/.well-known/jwks.json`. */
  readonly sign: (text: string) => string;
  /**
   * Whether the rule of serious danger waits for nothing but a declaration of the caller, towards this owner. On record, on
   * the account of the person if the hub knows of her.
   */
  mayDeclareEmergency(owner: string, subject: string | null): Promise<boolean>;
  /** Null where the hub has no linkage service. */
  readonly studies: StudiesDoor | null;
  /** Has bodies take their parts in a study, decided for each, and says how far they are. */
  gatherStudyParts(asked: {
    readonly study: string;
    readonly indicator: string;
    readonly period: string;
    readonly bodies: readonly string[];
  }): Promise<
    readonly {
      readonly body: string;
      readonly standing: string;
      readonly progress: number;
      readonly version: number | null;
    }[]
  >;
  /** Figures of bodies, decided for each and added up. */
  readonly gatherStatistics: StatisticsDoor;
  readonly figures: FiguresDoor;
  readonly releaseFrames: FramesDoor;
  /** To whom a category of a file would be released now; refused where the caller may not ask. On record. */
  whoCouldSee(file: string, category: Category): Promise<readonly Onlooker[]>;
}
