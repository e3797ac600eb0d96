import type { Category, Profession, Purpose } from '../../../schema/vocabulary.ts';
import type { Reason } from '../../policy/decision.ts';
import { explainReasonToPerson } from '../../policy/reasons-for-person.ts';
import { instantIn } from '../people/plain-dates.ts';
import { PLAIN_CATEGORY, PLAIN_PROFESSION, PLAIN_PURPOSE, type PlainLabel } from '../people/plain-labels.ts';

/** An access record, as far as the person is told of it: neither the agent's name nor the mission she named. */
export interface ToldAccess {
  readonly at: Date;
  readonly profession: string;
  readonly purpose: string;
  readonly category: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly consent: string | null;
}

type Language = 'fr' | 'en';

/** Who looked at which kind of data, when, from where and what for, in easy-to-read words; never a value. */
export function accessInPlainWords(
  access: ToldAccess,
  of: { readonly recipient: string; readonly owner: string; readonly isOwn: boolean },
  language: Language,
): string {
  const { profession, purpose, category, decision } = access;
  const who = PLAIN_PROFESSION[profession as Profession][language];
  return [
    `${WHEN[language]} ${instantIn(language, access.at)}.`,
    profession === 'SUBJECT' ? `${WHO[language]} ${who}.` : `${WHO[language]} ${of.recipient} (${who}).`,
    `${WHAT[language]} ${PLAIN_CATEGORY[category as Category][language]}.`,
    ...(of.isOwn ? [] : [`${WHENCE[language]} ${of.owner}.`]),
    `${WHY[language]} ${PLAIN_PURPOSE[purpose as Purpose][language]}.`,
    decision === 'DENY' ? refused(access, language) : given(access, language),
  ].join('\n');
}

function given({ consent, decision, profession }: ToldAccess, language: Language): string {
  if (profession === 'SUBJECT') return `${YES[language]} ${YOUR_RIGHT[language]}`;
  if (consent !== null) return `${YES[language]} ${YOUR_ACCORD[language]}`;
  return `${YES[language]} ${(decision === 'INTERNAL' ? OWN_FILE : BY_LAW)[language]}`;
}

/** Whatever closes an address is told in one word: another would tell that there is something to protect. */
function refused({ category, reason }: ToldAccess, language: Language): string {
  if (category === 'CONTACT' || reason === null) return NO[language];
  return `${NO[language]} ${explainReasonToPerson(reason as Reason)[language]}`;
}

const say = (fr: string, en: string): PlainLabel => ({ fr, en });

const WHEN = say('Quand :', 'When:');
const WHO = say('Qui :', 'Who:');
const WHAT = say('Quelles informations :', 'What information:');
const WHENCE = say('D’où viennent les informations :', 'Where the information comes from:');
const WHY = say('Pourquoi :', 'What for:');
const YES = say('Réponse : oui.', 'Answer: yes.');
const NO = say('Réponse : non. Rien n’a été transmis.', 'Answer: no. Nothing was passed on.');
const YOUR_ACCORD = say('Votre accord le permet.', 'Your agreement allows it.');
const YOUR_RIGHT = say('C’est votre droit.', 'It is your right.');
const OWN_FILE = say('C’est son propre dossier.', 'It is its own file.');
const BY_LAW = say('La loi ou une règle le permet.', 'The law or a rule allows it.');
