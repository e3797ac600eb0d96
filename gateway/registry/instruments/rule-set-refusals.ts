import { HubError } from '../../errors.ts';

/** Why a version of the rules is refused: a word each, and its sentence. What is wrong with it follows the sentence. */
export const RULE_SET_REFUSALS = {
  NOT_DPO: {
    fr: 'seul un délégué à la protection des données publie les règles',
    en: 'only a data-protection officer publishes the rules',
  },
  TWO_BODIES: {
    fr: 'les deux délégués à la protection des données sont de deux organismes',
    en: 'the two data-protection officers are of two bodies',
  },
  VERSION: {
    fr: 'une version a un nom de 30 caractères au plus : minuscules, chiffres, points et tirets',
    en: 'a version has a name of 30 characters at most: small letters, digits, dots and hyphens',
  },
  TABLE: { fr: 'une des tables ne peut pas décider', en: 'one of the tables cannot decide' },
  FIELD: {
    fr: 'une des tables nomme un champ qui n’est pas de cette catégorie',
    en: 'one of the tables names a field that is not of this category',
  },
  NOTICE: {
    fr: 'une version entre en vigueur à un instant à venir, trente jours après sa publication ou pour un motif publié',
    en: 'a version comes into force at an instant to come, thirty days after it is published or for a published reason',
  },
  SHORT_NOTICE: {
    fr: 'le motif d’un préavis plus court a de 20 à 500 caractères',
    en: 'the reason for a shorter notice has 20 to 500 characters',
  },
} as const;
export type RuleSetRefusal = keyof typeof RULE_SET_REFUSALS;

/** `place` is where in the tables it is wrong. It is nobody's data: the tables are published. */
export function refuseRules(reason: RuleSetRefusal, place: string = ''): HubError {
  return new HubError('BAD_REQUEST', place, { reason });
}
