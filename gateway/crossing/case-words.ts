import type { Purpose } from '../../schema/vocabulary.ts';
import type { Caller } from '../policy/caller.ts';
import type { CaseTie, ParentsRow, ParticipantRow } from './facts-rows.ts';

/** What one shared case says of the conditions that hang on a case. */
export interface CaseWords {
  readonly childCaseOpen: boolean;
  readonly parentsInformed: boolean;
  readonly severalProfessionals: boolean;
  readonly coordinatorDesignated: boolean;
  readonly personInformed: boolean;
  readonly sameCareTeam: boolean;
}

/** What each purpose asks of a case, so that of several cases the one that answers it is heard. */
const ASKED: Readonly<Partial<Record<Purpose, readonly (keyof CaseWords)[]>>> = {
  CHILD_PROTECTION: ['childCaseOpen', 'parentsInformed'],
  CARE: ['sameCareTeam'],
  CASE: ['severalProfessionals', 'coordinatorDesignated', 'personInformed'],
};

/**
 * The words of the case that meets most of what the purpose asks for; null where there is none.
 *
 * INVARIANT: one case is heard, never two together: the coordinator of one and the information given in another do not
 * make a coordinated case of which the person was informed.
 */
export function caseWords(cases: readonly CaseTie[], caller: Caller, owner: string, on: string): CaseWords | null {
  const asked = ASKED[caller.purpose] ?? [];
  const met = (words: CaseWords): number => asked.filter((each) => words[each]).length;
  let best: CaseWords | null = null;
  for (const each of cases) {
    const words = wordsOf(each, caller, owner, on);
    if (best === null || met(words) > met(best)) best = words;
  }
  return best;
}

function wordsOf(frame: CaseTie, caller: Caller, owner: string, on: string): CaseWords {
  const { coordinator, designatedOn, designatedByMayorOf, presidentConsultedOn, personInformedOn } = frame;
  const named = frame.participants.filter(({ agent }) => agent !== null);
  const team = named.filter(({ inCareTeam }) => inCareTeam);
  return {
    childCaseOpen: frame.childProtection && frame.pilotKind === 'DEPARTEMENT',
    parentsInformed: areParentsInformed(frame.parents, on),
    severalProfessionals:
      differ(named, ({ agent }) => agent) && differ(named, ({ body, service }) => `${body} ${service}`),
    // The mayor designates after the president of the Département was consulted, not before.
    coordinatorDesignated:
      coordinator !== null &&
      designatedByMayorOf !== null &&
      isPast(designatedOn, on) &&
      isPast(presidentConsultedOn, designatedOn ?? ''),
    personInformed: isPast(personInformedOn, on),
    sameCareTeam:
      team.some(({ body, agent }) => body === caller.body && agent === caller.agent) &&
      team.some(({ body }) => body === owner),
  };
}

/** Informed on a day that has come, or exempt for a reason that is given: contrary to the interest of the child. */
export function areParentsInformed({ information, informedOn, exemption }: ParentsRow, on: string): boolean {
  if (information === 'INFORMED') return isPast(informedOn, on);
  return information === 'EXEMPT' && exemption !== null && exemption !== '';
}

/** Civil dates compare as texts. */
function isPast(day: string | null, on: string): boolean {
  return day !== null && day <= on;
}

function differ(participants: readonly ParticipantRow[], by: (one: ParticipantRow) => string | null): boolean {
  return new Set(participants.map(by)).size > 1;
}
