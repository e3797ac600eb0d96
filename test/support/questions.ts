import type {
  Accord,
  AccordStanding,
  FactClass,
  InstrumentStanding,
  Known,
  Question,
} from '../../gateway/policy/facts.ts';
import { type Category, CONDITIONS, type Condition, type Flag } from '../../schema/vocabulary.ts';
import { anAgent } from './agents.ts';

/** An assistante sociale of the Département asks a CCAS about housing, on a shared case. */
export function aQuestion(over: Partial<Question> = {}): Question {
  return {
    recipient: anAgent('DEPT_21', 'DEPARTEMENT', 'ASS'),
    purpose: 'CASE',
    owner: 'CCAS_LONGVIC',
    category: 'HOUSING',
    necessary: null,
    ...over,
  };
}

/** A valid accord that covers the crossing and these categories. */
export function anAccord(
  categories: readonly Category[],
  over: Partial<Omit<Accord, 'standing'>> & { readonly standing?: AccordStanding } = {},
): Accord {
  const { standing = 'VALID', ...rest } = over;
  return {
    ...{ id: 'C-1', inScope: true, categories, explicitCategories: [], objected: [], generalisations: [] },
    ...rest,
    standing: { ordinary: standing, reinforced: standing },
  };
}

/** A form that the person has signed, with these categories whole. */
export function aForm(categories: readonly Category[]): FactClass['payload'] {
  return categories.map((category) => ({ category, path: '*' }));
}

/** An instrument in force; what a test does not care about is neither restricted nor opened by it. */
export function inForce(over: Partial<InForce> = {}): InForce {
  return { word: 'IN_FORCE', id: 'P-1', restrictions: [], optIn: false, others: [], ...over };
}
type InForce = Extract<InstrumentStanding, { word: 'IN_FORCE' }>;

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
    instrument: inForce(),
    link: 'LINKED',
    conditions: conditions('no'),
    accords: [],
    objections: [],
    payload: 'NONE',
    ...over,
    flags: { PROTECTED_ADDRESS: 'no', REPRESENTS_PROTECTED: 'no', ...over.flags },
  };
}
