import { findIndicator } from '../../../disclosure/catalogue.ts';
import { hasSource, type Indicator } from '../../../disclosure/indicator.ts';
import { daysOf, type PeriodDays } from '../../../disclosure/periods.ts';
import { STRICT_TABLE } from '../../../disclosure/perturbation-table.ts';
import { recordKey } from '../../../disclosure/record-key.ts';
import { release } from '../../../disclosure/release.ts';
import { Tally } from '../../../disclosure/tally.ts';
import type { PrismaClient } from '../../../prisma/generated/body/client.ts';
import { type LinkageAccess, pseudonymsForStudy } from '../../joining/link-files.ts';
import { sendTags } from '../../joining/send-tags.ts';
import type { StudyPartStanding } from '../../joining/study-words.ts';
import { fileKeys } from './file-keys.repository.ts';
import { readPersons } from './person-source.repository.ts';
import { findKey, findSnapshot, readBreakdowns, type Snapshot } from './snapshot.repository.ts';

/** No set of fewer persons is sent to be compared: the limit is for the released size, so it is above by the largest noise. */
const LEAST_RELEASED = 500 + 15;
/** At so many studies at once a body works. */
const MOST_AT_ONCE = 10;
/** How many studies are remembered after their end, so that whoever asks again is told how it went. */
const MOST_REMEMBERED = 100;

/** How far this body is with its part in a study. It says nothing of how many. */
export interface StudyPartState {
  readonly standing: StudyPartStanding;
  /** From 0 to 100. */
  readonly progress: number;
  readonly version: number | null;
}

export interface StudyParts {
  /** Begins the part that is asked for, if it has not begun, and says how far it is. Asking again changes nothing. */
  takePart(study: string, indicator: string, period: string): Promise<StudyPartState>;
}

interface Body {
  readonly code: string;
  readonly kind: string;
  readonly capabilities: readonly string[];
  readonly prisma: PrismaClient;
}

/**
 * The studies that this body takes part in, as its process remembers them: one that starts anew begins its part anew, and
 * the service forgets what was sent before.
 */
export function createStudyParts(body: Body, access: LinkageAccess | null): StudyParts {
  const parts = new Map<string, { state: StudyPartState }>();

  async function begin(study: string, code: string, period: string): Promise<StudyPartState> {
    const indicator = findIndicator(code);
    const days = indicator && daysOf(indicator.period, period);
    if (!indicator || !days || !hasSource(indicator, body)) return stateOf('NO_SOURCE_YET');
    if (access === null) return stateOf('FAILED');
    const snapshot = await findSnapshot(body.prisma, code, period);
    if (snapshot === null) return stateOf('NOT_FROZEN');
    const part = { state: stateOf('WORKING', 0, snapshot.version) };
    parts.set(study, part);
    const say = (standing: StudyPartStanding, progress: number) => {
      part.state = stateOf(standing, progress, snapshot.version);
    };
    contribute(body, access, { study, indicator, period, days, snapshot }, (share) =>
      say('WORKING', Math.round(share * 99)),
    ).then(
      (standing) => say(standing, standing === 'SENT' ? 100 : 0),
      // What went wrong may hold what was sent, so it is not told.
      () => say('FAILED', 0),
    );
    return part.state;
  }

  return {
    async takePart(study, indicator, period) {
      const known = parts.get(study);
      if (known) return known.state;
      const underway = [...parts].filter(([, { state }]) => state.standing === 'WORKING');
      if (underway.length >= MOST_AT_ONCE) return stateOf('WORKING');
      const ended = [...parts].filter(([, { state }]) => state.standing !== 'WORKING');
      for (const [oldest] of ended.slice(0, Math.max(0, ended.length - MOST_REMEMBERED))) parts.delete(oldest);
      return begin(study, indicator, period);
    },
  };
}

interface Contribution {
  readonly study: string;
  readonly indicator: Indicator;
  readonly period: string;
  readonly days: PeriodDays;
  readonly snapshot: Snapshot;
}

/** Sends the very persons that were frozen: the sum of their record keys tells if there is another among them. */
async function contribute(
  { code, prisma }: Body,
  access: LinkageAccess,
  { study, indicator, period, days, snapshot }: Contribution,
  onProgress: (share: number) => void,
): Promise<'SENT' | 'TOO_SMALL' | 'CHANGED_SINCE'> {
  const files = await fileKeys(prisma, code);
  // A study that there is not is found out before anybody is counted.
  await pseudonymsForStudy(access, study, files.slice(0, 1));
  const key = await findKey(prisma);
  const counting = Tally.counting();
  const counted = new Set<string>();
  for await (const { person } of readPersons(prisma, indicator, days)) {
    if (key) counting.add(recordKey(key.recordKey, key.version, person));
    counted.add(`${code}:${person}`);
  }
  const tally = counting.seal();
  const frozen = (await readBreakdowns(prisma, snapshot, [[]])).get('')?.get('') ?? Tally.EMPTY;
  if (!tally.isSame(frozen)) return 'CHANGED_SINCE';
  if ((release([], tally, STRICT_TABLE).value ?? 0) < LEAST_RELEASED) return 'TOO_SMALL';
  const name = `${indicator.code}|${period}|${snapshot.version}`;
  await sendTags(access, { study, name, files, counted }, onProgress);
  return 'SENT';
}

function stateOf(standing: StudyPartStanding, progress = 0, version: number | null = null): StudyPartState {
  return { standing, progress, version };
}
