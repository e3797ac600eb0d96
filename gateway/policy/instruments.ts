import type { Purpose } from '../../schema/vocabulary.ts';
import { addMonths, type CivilDate } from './civil-date.ts';
import type { InstrumentStanding } from './facts.ts';

/** A protocol, convention or charter as it was signed. Everything else about it is computed from these dates. */
export interface InstrumentRecord {
  readonly id: string;
  readonly purposes: readonly Purpose[];
  /** `signedOn` is null as long as the party has not signed. */
  readonly parties: readonly { readonly body: string; readonly signedOn: CivilDate | null }[];
  /** Null: without a term. */
  readonly termMonths: number | null;
  readonly tacitRenewal: boolean;
  readonly noticeMonths: number;
  /** A denunciation bars the next renewal (AT_TERM), or ends it after the notice (ANYTIME). */
  readonly terminationMode: 'AT_TERM' | 'ANYTIME';
  readonly denunciations: readonly { readonly receivedOn: CivilDate }[];
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
  const periodNumber = periodOn(instrument, effectiveOn, on);
  const term = termOf(instrument);
  const periodEnd = term === null ? null : addMonths(effectiveOn, term * periodNumber);
  return { word: noticed ? 'NOTICE_RUNNING' : 'ACTIVE', effectiveOn, periodNumber, periodEnd, endsOn };
}

const BEST_FIRST = ['IN_FORCE', 'DENOUNCED', 'EXPIRED', 'NOT_YET_EFFECTIVE'] as const;

/**
 * How the best instrument between two bodies stands for a purpose. Of several in force the one in effect for longest is
 * named; of several that are not, the one whose end is the most telling.
 */
export function instrumentStanding(
  instruments: readonly InstrumentRecord[],
  on: CivilDate,
  purpose: Purpose,
  a: string,
  b: string,
): InstrumentStanding {
  let best: Found | null = null;
  for (const instrument of instruments) {
    if (!instrument.purposes.includes(purpose) || !isParty(instrument, a) || !isParty(instrument, b)) continue;
    const found = { word: wordOn(instrument, on), id: instrument.id, since: effectOf(instrument) ?? '' };
    if (best === null || isBetter(found, best)) best = found;
  }
  return best === null ? { word: 'NONE' } : { word: best.word, id: best.id };
}

type Found = { word: (typeof BEST_FIRST)[number]; id: string; since: CivilDate };

function isBetter(a: Found, b: Found): boolean {
  const rank = BEST_FIRST.indexOf(a.word) - BEST_FIRST.indexOf(b.word);
  if (rank !== 0) return rank < 0;
  return a.since === b.since ? a.id < b.id : a.since < b.since;
}

function wordOn(instrument: InstrumentRecord, on: CivilDate): (typeof BEST_FIRST)[number] {
  const effect = effectOf(instrument);
  if (effect === null || on < effect) return 'NOT_YET_EFFECTIVE';
  const end = endOf(instrument, effect, on);
  return end !== null && end.on <= on ? end.cause : 'IN_FORCE';
}

/** A term of no length would have no end of periods to count. */
function termOf(instrument: InstrumentRecord): number | null {
  if (instrument.termMonths !== null && !(instrument.termMonths > 0)) {
    throw new RangeError(`instrument \`${instrument.id}\` has a term of \`${instrument.termMonths}\` months`);
  }
  return instrument.termMonths;
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
  const months = termOf(instrument);
  const term = months === null || tacitRenewal ? null : addMonths(effect, months);
  let denounced: CivilDate | null = null;
  for (const { receivedOn } of denunciations) {
    if (receivedOn > on) continue;
    const end = endAfterLetter(instrument, effect, receivedOn);
    if (denounced === null || end < denounced) denounced = end;
  }
  if (denounced !== null && (term === null || denounced < term)) return { on: denounced, cause: 'DENOUNCED' };
  return term === null ? null : { on: term, cause: 'EXPIRED' };
}

/** AT_TERM: the first end of a period that leaves the whole notice; without a term there is none to wait for. */
function endAfterLetter(instrument: InstrumentRecord, effect: CivilDate, receivedOn: CivilDate): CivilDate {
  const { noticeMonths, terminationMode } = instrument;
  const term = termOf(instrument);
  if (terminationMode === 'ANYTIME' || term === null) return addMonths(receivedOn, noticeMonths);
  for (let period = 1; ; period++) {
    const end = addMonths(effect, term * period);
    if (addMonths(end, -noticeMonths) >= receivedOn) return end;
  }
}

function periodOn(instrument: InstrumentRecord, effect: CivilDate, on: CivilDate): number {
  const term = termOf(instrument);
  if (term === null) return 1;
  let period = 1;
  while (addMonths(effect, term * period) <= on) period++;
  return period;
}
