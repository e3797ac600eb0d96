import { type CivilDate, civilDateOf } from '../../policy/civil-date.ts';
import { extendedAnswerDueOn } from '../../policy/deadlines.ts';
import {
  ANSWER_MEASURES,
  type ContestationAnswer,
  type ContestationKind,
  type ContestationState,
  type Contested,
  EXTENSIONS,
  type Extension,
} from './contestation-words.ts';
import { officerRefusal } from './officer-refusals.ts';

/** A contestation as far as its next step depends on it. */
export interface Standing {
  readonly kind: ContestationKind;
  readonly object: Contested;
  readonly state: ContestationState;
  readonly openedAt: Date;
  readonly dueOn: CivilDate;
  readonly measures: readonly (string | null)[];
}

/** Which of the two sides takes the step. */
export type Side = 'HANDLER' | 'OPENER';

export interface Step {
  readonly state: ContestationState;
  readonly measure: string | null;
  readonly dueOn: CivilDate;
}

type Moves = Readonly<Partial<Record<ContestationState, Partial<Record<ContestationState, readonly Side[]>>>>>;

const ANY: readonly Side[] = ['HANDLER', 'OPENER'];
/** Who contests may take it back until it is answered; once it is, either side closes it. */
const OF_PEOPLE: Moves = {
  OPEN: { UNDER_REVIEW: ['HANDLER'], CLOSED: ['OPENER'] },
  UNDER_REVIEW: { ACCEPTED: ['HANDLER'], REJECTED: ['HANDLER'], CLOSED: ['OPENER'] },
  ACCEPTED: { CLOSED: ANY },
  REJECTED: { CLOSED: ANY },
};
/** Bodies try to agree first. Only where that failed may either of them go to court. */
const BETWEEN_BODIES: Moves = {
  AMICABLE: { ACCEPTED: ['HANDLER'], REJECTED: ['HANDLER'], CLOSED: ['OPENER'] },
  REJECTED: { COURT: ANY, CLOSED: ANY },
  ACCEPTED: { CLOSED: ANY },
  COURT: { CLOSED: ANY },
};

const WAITING: ReadonlySet<ContestationState> = new Set(['OPEN', 'UNDER_REVIEW', 'AMICABLE']);

export function firstState(kind: ContestationKind): ContestationState {
  return kind === 'BETWEEN_BODIES' ? 'AMICABLE' : 'OPEN';
}

/** Nobody has answered, and the last day to do so has passed. */
export function isLate({ state, dueOn }: Pick<Standing, 'state' | 'dueOn'>, at: Date): boolean {
  return WAITING.has(state) && dueOn < civilDateOf(at);
}

export function isWaiting({ state }: Pick<Standing, 'state'>): boolean {
  return WAITING.has(state);
}

/** A step other than the answer itself; refuses what is not the side's to do, or not to be done now. */
export function move(standing: Standing, to: ContestationState, sides: readonly Side[]): Step {
  if (to === 'ACCEPTED' || to === 'REJECTED') throw officerRefusal('MOVE_NOT_ALLOWED');
  assertMay(standing, to, sides);
  const withdrawn = to === 'CLOSED' && WAITING.has(standing.state);
  const measure = withdrawn ? 'WITHDRAWN_BY_WHO_OPENED' : to === 'COURT' ? 'AMICABLE_ATTEMPT_FAILED' : null;
  return { state: to, measure, dueOn: standing.dueOn };
}

export function answer(standing: Standing, to: ContestationAnswer, measure: string, sides: readonly Side[]): Step {
  assertMay(standing, to, sides);
  const fitting: readonly string[] = ANSWER_MEASURES[to][standing.object];
  const isNoAgreement = standing.kind === 'BETWEEN_BODIES' && to === 'REJECTED' && measure === 'NO_AGREEMENT';
  if (!fitting.includes(measure) && !isNoAgreement) throw officerRefusal('MEASURE_DOES_NOT_FIT');
  return { state: to, measure, dueOn: standing.dueOn };
}

/** Two months more, once, for a reason of the law, and before the first has run out (RGPD 12(3)). */
export function extend(standing: Standing, reason: Extension, sides: readonly Side[], at: Date): Step {
  if (!sides.includes('HANDLER')) throw officerRefusal('NOT_YOURS_TO_ANSWER');
  if (!WAITING.has(standing.state)) throw officerRefusal('MOVE_NOT_ALLOWED');
  const before = standing.measures.some((measure) => EXTENSIONS.some((each) => each === measure));
  if (before || isLate(standing, at)) throw officerRefusal('TOO_LATE_TO_EXTEND');
  return { state: standing.state, measure: reason, dueOn: extendedAnswerDueOn(civilDateOf(standing.openedAt)) };
}

function assertMay({ kind, state }: Standing, to: ContestationState, sides: readonly Side[]): void {
  const allowed = (kind === 'BETWEEN_BODIES' ? BETWEEN_BODIES : OF_PEOPLE)[state]?.[to];
  if (allowed === undefined) throw officerRefusal('MOVE_NOT_ALLOWED');
  if (!allowed.some((side) => sides.includes(side))) throw officerRefusal('NOT_YOURS_TO_ANSWER');
}
