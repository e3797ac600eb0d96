import type { Accord, FactClass, Known, Question } from '../../gateway/policy/facts.ts';
import { type Category, CONDITIONS, type Condition, type Flag } from '../../schema/vocabulary.ts';
import { anAgent } from './agents.ts';

/** An assistante sociale of the Département asks a CCAS about housing, on a shared case. */
export function aQuestion(over: Partial<Question> = {}): Question {
  return {
    recipient: anAgent('DEPT_21', 'DEPARTEMENT', 'ASS'),
    purpose: 'CASE',
    owner: 'CCAS_LONGVIC',
    category: 'HOUSING',
    ...over,
  };
}

/** A valid accord that covers the crossing and these categories. */
export function anAccord(categories: readonly Category[], over: Partial<Accord> = {}): Accord {
  return { id: 'C-1', inScope: true, standing: 'VALID', categories, explicitCategories: [], ...over };
}

/** The same word for every condition, but for those that are named. */
export function conditions(
  word: Known,
  over: Partial<Record<Condition, Known>> = {},
): Readonly<Record<Condition, Known>> {
  return { ...(Object.fromEntries(CONDITIONS.map((each) => [each, word])) as Record<Condition, Known>), ...over };
}

/** Instrument in force, caller linked, no flag, no condition met, no accord. */
export function facts(
  over: Partial<Omit<FactClass, 'flags'>> & { readonly flags?: Partial<Record<Flag, Known>> } = {},
): FactClass {
  return {
    instrument: { word: 'IN_FORCE', id: 'P-1' },
    link: 'LINKED',
    conditions: conditions('no'),
    accords: [],
    ...over,
    flags: { PROTECTED_ADDRESS: 'no', REPRESENTS_PROTECTED: 'no', ...over.flags },
  };
}
