import type { Indicator } from '../../../disclosure/indicator.ts';
import type { ReleasedAnswer } from '../exports/figures-of.ts';

/** One indicator of a bilan, and what was released of it in the periods of the year. */
export interface BilanLine {
  readonly indicator: Indicator;
  /** In the order of time; none where no body of the protocol has a source. */
  readonly periods: readonly {
    readonly total: ReleasedAnswer;
    readonly perBody: ReleasedAnswer;
    /** By the one dimension that the bilan shows; null where it shows none. */
    readonly breakdown: ReleasedAnswer | null;
  }[];
}

/** The figures of one protocol in one year: all that the page is made from. */
export interface ReleasedBilan {
  /** Title of the protocol. */
  readonly title: string;
  /** Whether its dates are assumed: a data set of reference, which the page then says. */
  readonly datesAssumed: boolean;
  readonly year: number;
  /** The day on which it is made. */
  readonly on: string;
  readonly parties: readonly { readonly code: string; readonly name: string }[];
  readonly lines: readonly BilanLine[];
  readonly note: string;
  readonly ruleSetVersion: string;
}
