import type { Purpose } from '../../schema/vocabulary.ts';
import { type Amendable, type Amendment, amendedOn } from './amendments.ts';
import { addMonths, type CivilDate } from './civil-date.ts';
import type { Carrier, InstrumentStanding, Restriction } from './facts.ts';

/** A protocol, convention or charter as it was signed. Everything else about it is computed from these dates. */
export interface InstrumentRecord {
  readonly id: string;
  /** As signed; avenants add to them and take from them. */
  readonly purposes: readonly Purpose[];
  /** `signedOn` is null as long as the party has not signed. */
  readonly parties: readonly { readonly body: string; readonly signedOn: CivilDate | null }[];
  /** As signed; null: without a term. */
  readonly termMonths: number | null;
  readonly tacitRenewal: boolean;
  readonly noticeMonths: number;
  /** A denunciation bars the next renewal (AT_TERM), or ends it after the notice (ANYTIME). */
  readonly terminationMode: 'AT_TERM' | 'ANYTIME';
  readonly denunciations: readonly { readonly receivedOn: CivilDate }[];
  readonly amendments: readonly Amendment[];
}

/** An instrument with what its parties added to the table. */
export interface CarryingInstrument extends InstrumentRecord {
  /** What they forbid beyond it, each from a day to a day. */
  readonly restrictions: readonly (Restriction & Interval)[];
  /** When the route of CASF L121-6-2 is open under it. */
  readonly optIns: readonly Interval[];
}

/** From a day, included, to another, excluded; null for no end. */
export interface Interval {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** A renewed instrument is ACTIVE again, in its next period. SIGNED: some parties have signed and others not yet. */
export type InstrumentWord = 'DRAFT' | 'SIGNED' | 'ACTIVE' | 'NOTICE_RUNNING' | 'ENDED';

export interface InstrumentStatus {
  readonly word: InstrumentWord;
  /** The latest date of signature; null until every party has signed. */
  readonly effectiveOn: CivilDate | null;
  /** From 1; null before the effect, and after the end. */
  readonly periodNumber: number | null;
  /** First day after the running period; null without a term. */
  readonly periodEnd: CivilDate | null;
  /** First day on which nothing crosses any more; null as long as no end is in sight. */
  readonly endsOn: CivilDate | null;
}

/** How an instrument stands on a day, with what was known on that day: a letter received later does not count yet. */
export function instrumentStatus(instrument: InstrumentRecord, on: CivilDate): InstrumentStatus {
  const effectiveOn = effectOf(instrument);
  if (effectiveOn === null || on < effectiveOn) {
    const signed = instrument.parties.some((party) => party.signedOn !== null && party.signedOn <= on);
    return { word: signed ? 'SIGNED' : 'DRAFT', effectiveOn, periodNumber: null, periodEnd: null, endsOn: null };
  }
  const end = endOf(instrument, effectiveOn, on);
  const endsOn = end?.on ?? null;
  if (endsOn !== null && endsOn <= on) {
    return { word: 'ENDED', effectiveOn, periodNumber: null, periodEnd: null, endsOn };
  }
  const noticed = end?.cause === 'DENOUNCED';
  const term = termOn(instrument, on);
  const periodNumber = periodOn(term, effectiveOn, on);
  const periodEnd = term === null ? null : addMonths(effectiveOn, term * periodNumber);
  return { word: noticed ? 'NOTICE_RUNNING' : 'ACTIVE', effectiveOn, periodNumber, periodEnd, endsOn };
}

/**
 * How the instruments between two bodies stand for a purpose. Those in force are all told, the one in effect for longest
 * first: each carries what it does not restrict. Of several that are not in force, the one whose end is most telling.
 */
export function instrumentStanding(
  instruments: readonly CarryingInstrument[],
  on: CivilDate,
  purpose: Purpose,
  a: string,
  b: string,
): InstrumentStanding {
  const between = instruments
    .filter((each) => isParty(each, a) && isParty(each, b) && termsOn(each, on).purposes.includes(purpose))
    .map((instrument) => ({ instrument, word: wordOn(instrument, on), since: effectOf(instrument) ?? '' }))
    .sort(bestFirst);
  const [best] = between;
  if (best === undefined) return { word: 'NONE' };
  if (best.word !== 'IN_FORCE') return { word: best.word, id: best.instrument.id };
  const [carrier, ...others] = between
    .filter(({ word }) => word === 'IN_FORCE')
    .map(({ instrument }) => carrierOf(instrument, on));
  return { word: 'IN_FORCE', ...carrier!, others };
}

function carrierOf({ id, restrictions, optIns }: CarryingInstrument, on: CivilDate): Carrier {
  return {
    id,
    restrictions: restrictions
      .filter((each) => isRunning(each, on))
      .map(({ category, profession, purpose }) => ({ category, profession, purpose })),
    optIn: optIns.some((each) => isRunning(each, on)),
  };
}

/** Whether a day lies in an interval. */
export function isRunning({ validFrom, validTo }: Interval, on: CivilDate): boolean {
  return validFrom <= on && (validTo === null || on < validTo);
}

type Found = { instrument: CarryingInstrument; word: (typeof BEST_FIRST)[number]; since: CivilDate };

const BEST_FIRST = ['IN_FORCE', 'DENOUNCED', 'EXPIRED', 'NOT_YET_EFFECTIVE'] as const;

function bestFirst(a: Found, b: Found): number {
  const rank = BEST_FIRST.indexOf(a.word) - BEST_FIRST.indexOf(b.word);
  if (rank !== 0) return rank;
  const [one, other] = a.since === b.since ? [a.instrument.id, b.instrument.id] : [a.since, b.since];
  return one < other ? -1 : 1;
}

function wordOn(instrument: InstrumentRecord, on: CivilDate): (typeof BEST_FIRST)[number] {
  const effect = effectOf(instrument);
  if (effect === null || on < effect) return 'NOT_YET_EFFECTIVE';
  const end = endOf(instrument, effect, on);
  return end !== null && end.on <= on ? end.cause : 'IN_FORCE';
}

/** What an instrument says on a day, avenants included. */
function termsOn({ purposes, termMonths, amendments }: InstrumentRecord, on: CivilDate): Omit<Amendable, 'communes'> {
  return amendments.length === 0
    ? { purposes, termMonths }
    : amendedOn({ purposes, termMonths, communes: [] }, amendments, on);
}

/** A term of no length would have no end of periods to count. */
function termOn(instrument: InstrumentRecord, on: CivilDate): number | null {
  const { termMonths } = termsOn(instrument, on);
  if (termMonths !== null && !(termMonths > 0)) {
    throw new RangeError(`instrument \`${instrument.id}\` has a term of \`${termMonths}\` months`);
  }
  return termMonths;
}

function isParty(instrument: InstrumentRecord, body: string): boolean {
  return instrument.parties.some((party) => party.body === body);
}

/** It binds nobody before the last of its parties has signed. */
function effectOf(instrument: InstrumentRecord): CivilDate | null {
  let latest: CivilDate | null = null;
  for (const { signedOn } of instrument.parties) {
    if (signedOn === null) return null;
    if (latest === null || signedOn > latest) latest = signedOn;
  }
  return latest;
}

function endOf(
  instrument: InstrumentRecord,
  effect: CivilDate,
  on: CivilDate,
): { on: CivilDate; cause: 'EXPIRED' | 'DENOUNCED' } | null {
  const { tacitRenewal, denunciations } = instrument;
  const months = termOn(instrument, on);
  const term = months === null || tacitRenewal ? null : addMonths(effect, months);
  let denounced: CivilDate | null = null;
  for (const { receivedOn } of denunciations) {
    if (receivedOn > on) continue;
    const end = endAfterLetter(instrument, months, effect, receivedOn);
    if (denounced === null || end < denounced) denounced = end;
  }
  if (denounced !== null && (term === null || denounced < term)) return { on: denounced, cause: 'DENOUNCED' };
  return term === null ? null : { on: term, cause: 'EXPIRED' };
}

/** AT_TERM: the first end of a period that leaves the whole notice; without a term there is none to wait for. */
function endAfterLetter(
  { noticeMonths, terminationMode }: InstrumentRecord,
  term: number | null,
  effect: CivilDate,
  receivedOn: CivilDate,
): CivilDate {
  if (terminationMode === 'ANYTIME' || term === null) return addMonths(receivedOn, noticeMonths);
  for (let period = 1; ; period++) {
    const end = addMonths(effect, term * period);
    if (addMonths(end, -noticeMonths) >= receivedOn) return end;
  }
}

function periodOn(term: number | null, effect: CivilDate, on: CivilDate): number {
  if (term === null) return 1;
  let period = 1;
  while (addMonths(effect, term * period) <= on) period++;
  return period;
}
