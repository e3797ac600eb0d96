import { CATEGORIES, type Category, PROFESSIONS, PURPOSES, type Purpose } from '../../../schema/vocabulary.ts';
import { HubError } from '../../errors.ts';
import type { InstrumentChange } from '../../policy/amendments.ts';
import type { Caller } from '../../policy/caller.ts';
import type { CivilDate } from '../../policy/civil-date.ts';
import type { InstrumentChangeInput, InstrumentInput, InstrumentRestrictionInput } from './instrument-input.ts';
import type { InstrumentRefusal } from './instrument-refusals.ts';

export function refuse(reason: InstrumentRefusal, message: string): HubError {
  return new HubError('BAD_REQUEST', message, { reason });
}

/** Who writes of instruments for a body: those who direct its social action, and its data-protection officer. */
const ADMINISTRATORS: ReadonlySet<string> = new Set(['CCAS_DIR', 'SW_MANAGER', 'DPO']);

/** Refuses whoever does not administer the instruments of her body, under the purpose that is for it. */
export function assertAdministrator(caller: Caller): void {
  if (caller.purpose !== 'STEERING') {
    throw new HubError('PURPOSE_NOT_ALLOWED', 'instruments are written of under the purpose `STEERING`');
  }
  if (!ADMINISTRATORS.has(caller.profession)) {
    throw refuse('NOT_ADMINISTRATOR', 'only a director or the data-protection officer writes of instruments');
  }
}

/** What happened on a day to come has not happened. */
export function assertNotLater(day: CivilDate, today: CivilDate): void {
  if (day > today) throw refuse('DATE', 'the day is still to come');
}

/** Refuses an instrument that could not stand, whoever signs it. */
export function checkInstrument(input: InstrumentInput): void {
  const { id, title, parties, purposes, communes, termMonths, noticeMonths, tacitRenewal, restrictions } = input;
  if (!/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/.test(id) || id.length > 40) {
    throw refuse('IDENTIFIER', 'an identifier is made of capitals, digits and hyphens');
  }
  if (title.trim().length < 3 || title.length > 300) throw refuse('TITLE', 'a title has 3 to 300 characters');
  if (parties.length < 2 || !areDistinct(parties.map(({ body }) => body))) {
    throw refuse('PARTIES', 'an instrument binds two bodies at least, each once');
  }
  if (purposes.length === 0 || !areDistinct(purposes))
    throw refuse('PURPOSES', 'name each purpose once, and one at least');
  if (!areDistinct(communes) || !communes.every(isCommune))
    throw refuse('COMMUNES', 'name each commune by its INSEE code');
  if (termMonths == null ? tacitRenewal : !isBetween(termMonths, 1, 600)) {
    throw refuse('TERM', 'a term has 1 to 600 months, and without one nothing renews');
  }
  if (!isBetween(noticeMonths, 0, 24)) throw refuse('NOTICE_PERIOD', 'a notice has 0 to 24 months');
  for (const restriction of restrictions ?? []) assertProfession(restriction);
}

/** The changes in the words of the policy; each says what its kind speaks of, and nothing else. */
export function readChanges(inputs: readonly InstrumentChangeInput[]): readonly InstrumentChange[] {
  if (inputs.length === 0 || inputs.length > 50) throw refuse('CHANGE', 'an avenant makes 1 to 50 changes');
  const changes = inputs.map(readChange);
  if (!areDistinct(changes.map((change) => JSON.stringify(change)))) throw refuse('CHANGE', 'a change is said twice');
  return changes;
}

function readChange(input: InstrumentChangeInput): InstrumentChange {
  const { kind } = input;
  const said = (Object.keys(input) as (keyof InstrumentChangeInput)[]).filter((key) => input[key] != null);
  const speaksOf = (...keys: (keyof InstrumentChangeInput)[]) => {
    if (said.length !== keys.length + 1 || !keys.every((key) => said.includes(key))) {
      throw refuse(
        'CHANGE',
        `\`${kind}\` speaks of ${keys.length === 0 ? 'nothing else' : `\`${keys.join('`, `')}\``}`,
      );
    }
  };
  switch (kind) {
    case 'ADD_PURPOSE':
    case 'REMOVE_PURPOSE':
      speaksOf('purpose');
      return { kind, purpose: wordOf(PURPOSES, input.purpose) };
    case 'ADD_COMMUNE':
    case 'REMOVE_COMMUNE':
      speaksOf('commune');
      if (!isCommune(input.commune ?? '')) throw refuse('COMMUNES', 'name the commune by its INSEE code');
      return { kind, commune: input.commune ?? '' };
    case 'SET_TERM':
      speaksOf('termMonths');
      if (!isBetween(input.termMonths ?? 0, 1, 600)) throw refuse('TERM', 'a term has 1 to 600 months');
      return { kind, termMonths: input.termMonths ?? 0 };
    case 'ADD_RESTRICTION': {
      speaksOf('category', 'profession', 'purpose');
      const category: Category = wordOf(CATEGORIES, input.category);
      const purpose: Purpose = wordOf(PURPOSES, input.purpose);
      const profession = input.profession ?? '';
      assertProfession({ category, profession, purpose });
      return { kind, category, profession, purpose };
    }
    case 'OPEN_L121_6_2':
    case 'CLOSE_L121_6_2':
      speaksOf();
      return { kind };
  }
}

/** A word that the graph has let in is one of the set; anything else is our own fault. */
function wordOf<Word extends string>(among: readonly Word[], word: string | null | undefined): Word {
  const found = among.find((each) => each === word);
  if (found === undefined) throw new RangeError('a word that the graph does not have');
  return found;
}

/** A misspelt profession would be a prohibition that never holds. */
function assertProfession({ profession }: InstrumentRestrictionInput): void {
  const isKnown = profession === '*' || PROFESSIONS.some((each) => each === profession) || GROUP.test(profession);
  if (!isKnown) throw refuse('PROFESSION', 'name a profession or a group of the table, or `*`');
}
const GROUP = /^G_(SOCIAL|PMI|CARE|CHILD|FSL|DESK|EMPLOY|CHILDCARE|EDU|ELECTED|SECURITY|OUT|CTRL|STAT)$/;

function isCommune(code: string): boolean {
  return /^(\d{2}|2[AB])\d{3}$/.test(code);
}

function isBetween(value: number, least: number, greatest: number): boolean {
  return Number.isInteger(value) && value >= least && value <= greatest;
}

function areDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
