import { dayIn } from '../people/plain-dates.ts';
import type { PlainLabel } from '../people/plain-labels.ts';

/** A referral, as far as the person is told how it is getting on. */
export interface ToldReferral {
  readonly kind: string;
  /** Where it stands today. */
  readonly state: string;
  readonly ackDueOn: Date | null;
  readonly decisionDueOn: Date | null;
}

type Language = 'fr' | 'en';

/** The day on which something is due next, if anything is: an acknowledgement, then a decision. */
export function nextDayOf({ state, ackDueOn, decisionDueOn }: Omit<ToldReferral, 'kind'>): Date | null {
  if (state === 'SENT') return ackDueOn;
  return state === 'RECEIVED' || state === 'IN_REVIEW' || state === 'WAITLISTED' ? decisionDueOn : null;
}

/** What it is, where it stands, what comes next and whom to ask, in easy-to-read words; never why it was sent. */
export function referralInPlainWords(referral: ToldReferral, contact: string, language: Language): string {
  const next = nextDayOf(referral);
  return [
    `${ABOUT[language]} ${(KIND[referral.kind] ?? OTHER_KIND)[language]}.`,
    (STATE[referral.state] ?? OTHER_STATE)[language],
    ...(next === null ? [] : [`${NEXT[language]} ${dayIn(language, next)}.`]),
    `${CONTACT[language]} ${contact}.`,
  ].join('\n');
}

const say = (fr: string, en: string): PlainLabel => ({ fr, en });

const ABOUT = say('Votre demande :', 'Your request:');
const NEXT = say('Prochaine réponse : au plus tard le', 'Next answer: at the latest on');
const CONTACT = say('Qui contacter :', 'Whom to contact:');
const OTHER_KIND = say('une demande à un autre service', 'a request to another service');
const OTHER_STATE = say('Elle est en cours.', 'It is under way.');

const KIND: Readonly<Record<string, PlainLabel>> = {
  FICHE_LIAISON: say('un contact avec un autre service', 'a contact with another service'),
  FICHE_ORIENTATION: say('un rendez-vous avec un autre service', 'an appointment with another service'),
  FICHE_ORIENTATION_AVIP: say('une place en crèche', 'a place in a crèche'),
  HANDOVER: say('un changement de service', 'a change of service'),
  INSTANCE_SUBMISSION: say('une réunion entre services', 'a meeting between services'),
  PRE_RELAY: say('une aide pour l’école', 'help with school'),
  FSL_REQUEST: say('une aide pour le logement (FSL)', 'help with housing (FSL)'),
  FAJ_REQUEST: say('une aide pour les jeunes (FAJ)', 'help for young people (FAJ)'),
};

const STATE: Readonly<Record<string, PlainLabel>> = {
  DRAFT: say('Elle est en préparation. Elle n’est pas encore envoyée.', 'It is being prepared, and not yet sent.'),
  CONSENT_PENDING: say('Elle attend votre accord.', 'It is waiting for your agreement.'),
  SENT: say(
    'Elle est envoyée. Le service ne l’a pas encore ouverte.',
    'It is sent. The service has not opened it yet.',
  ),
  RECEIVED: say('Le service l’a bien reçue.', 'The service has received it.'),
  IN_REVIEW: say('Le service l’étudie.', 'The service is examining it.'),
  WAITLISTED: say('Elle est sur une liste d’attente.', 'It is on a waiting list.'),
  ACCEPTED: say('Elle est acceptée.', 'It is accepted.'),
  IN_PROGRESS: say('Elle est acceptée. Le service s’en occupe.', 'It is accepted. The service is dealing with it.'),
  REFUSED: say('Elle est refusée. Vous pouvez demander pourquoi.', 'It is refused. You may ask why.'),
  REDIRECTED: say('Elle doit être envoyée à un autre service.', 'It must be sent to another service.'),
  CLOSED: say('Elle est terminée.', 'It is finished.'),
  CANCELLED: say('Elle est annulée.', 'It is cancelled.'),
  WITHDRAWN: say(
    'Elle est arrêtée, parce que l’accord a été retiré.',
    'It is stopped, because the agreement was withdrawn.',
  ),
  EXPIRED: say('Elle est terminée, parce que personne n’a répondu à temps.', 'It is over, as nobody answered in time.'),
  FROZEN: say(
    'Elle est en pause, parce que les services n’ont plus d’accord entre eux.',
    'It is paused, because the services have no agreement any more.',
  ),
};
