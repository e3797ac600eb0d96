import { registerWords } from '../../../subgraphs/joining/words.ts';
import type { Wording } from '../../policy/reasons.ts';

/** What an officer is shown without knowing what to look for (§6.3). None is an offence: each is a question to ask. */
export const ACCESS_ANOMALIES = [
  'OUTSIDE_HOURS',
  'OWN_FAMILY_NAME',
  'MANY_DENIALS',
  'NO_ACTIVITY',
  'EMERGENCY_NOT_REVIEWED',
] as const;
export type AccessAnomaly = (typeof ACCESS_ANOMALIES)[number];

export const AccessAnomalyWord = registerWords(
  'AccessAnomaly',
  ACCESS_ANOMALIES,
  'What is unusual about an access: OUTSIDE_HOURS at night, on a weekend or a public holiday; OWN_FAMILY_NAME the file bears the family name of the agent, as her body has said; MANY_DENIALS an agent who was refused often on one day; NO_ACTIVITY released although nothing happened on the referral or case around it; EMERGENCY_NOT_REVIEWED a declared emergency whose review is overdue.',
);

/** The thresholds: defaults of this product, to be set by the officers of the bodies. All of them stand here. */
export const THRESHOLDS = {
  /** Working hours of Paris, on working days. */
  firstHour: 7,
  lastHour: 20,
  /** Questions of one agent on one day of which something was withheld; more than these are many. */
  denialsPerDay: 10,
  /** Days before and after an access in which something must have happened on the referral or case. */
  activityDays: 30,
} as const;

const { firstHour, lastHour, denialsPerDay, activityDays } = THRESHOLDS;

/** What exactly is looked for, and what cannot be known, said beside each answer. */
export const CRITERIA: Readonly<Record<AccessAnomaly, Wording>> = {
  OUTSIDE_HOURS: {
    fr: `Accès avant ${firstHour} h ou à partir de ${lastHour} h, le samedi, le dimanche ou un jour férié, à l’heure de Paris.`,
    en: `Accesses before ${firstHour}:00 or from ${lastHour}:00 on, on a weekend or a public holiday, Paris time.`,
  },
  OWN_FAMILY_NAME: {
    fr: 'Accès d’un agent de votre organisme à un dossier qui porte son nom de famille, d’après ce que votre organisme a déclaré de ce dossier : la passerelle ne connaît aucun nom. Pour un agent d’un autre organisme, et pour les accès comptés comme inconnus, on ne peut pas le savoir.',
    en: 'Accesses of an agent of your body to a file that bears her family name, as your body has said of that file: the hub knows no name. Of agents of other bodies, and of the accesses counted as not known, it cannot be told.',
  },
  MANY_DENIALS: {
    fr: `Refus opposés à un agent dont plus de ${denialsPerDay} questions, le même jour, ont reçu un refus.`,
    en: `Refusals to an agent of whose questions of one day more than ${denialsPerDay} met one.`,
  },
  NO_ACTIVITY: {
    fr: `Données communiquées pour une mission alors que rien ne s’est passé sur l’orientation ou la situation partagée dans les ${activityDays} jours avant ou après. Ce qui s’est passé sans que la passerelle le sache n’est pas compté.`,
    en: `Released for a mission although nothing happened on the referral or case in the ${activityDays} days before or after. What happened without the hub knowing of it does not count.`,
  },
  EMERGENCY_NOT_REVIEWED: {
    fr: 'Accès fondés sur une urgence déclarée dont l’examen, dû sous 72 heures par le référent accords et accès et le délégué à la protection des données, n’est pas complet.',
    en: 'Accesses that rest on a declared emergency whose review, due within 72 hours by the consent officer and the data-protection officer, is not complete.',
  },
};
