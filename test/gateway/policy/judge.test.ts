import { describe, expect, test } from 'vitest';
import type { Accord, FactClass, Question } from '../../../gateway/policy/facts.ts';
import { judge } from '../../../gateway/policy/judge.ts';
import { readNecessary } from '../../../gateway/policy/necessary.ts';
import { createRuleSet } from '../../../gateway/policy/rule-set.ts';
import { anAgent } from '../../support/agents.ts';
import { aForm, anAccord, aQuestion, conditions, facts, inForce } from '../../support/questions.ts';
import { OPENING, RULES } from '../../support/reference.ts';

function decide(question: Partial<Question>, known: FactClass = facts()) {
  return judge(aQuestion(question), known, RULES, OPENING);
}
const NOTHING = new Set();

describe('what a decision carries', () => {
  test('a release names rule, transform, what it opens, instrument and accord', () => {
    const accords = [anAccord(['HOUSING'], { id: 'C-7' })];
    expect(decide({ category: 'HOUSING' }, facts({ accords }))).toEqual({
      effect: 'PERMIT',
      rule: 'R501',
      reason: null,
      transform: 'NONE',
      opens: 'ALL',
      closed: NOTHING,
      silent: NOTHING,
      instrument: 'P-1',
      consent: 'C-7',
      ruleSet: RULES.name,
    });
  });

  test('a denial opens nothing and names no accord', () => {
    const accords = [anAccord(['HOUSING'], { standing: 'WITHDRAWN' })];
    expect(decide({ category: 'HOUSING' }, facts({ accords }))).toEqual({
      effect: 'DENY',
      rule: 'R501',
      reason: 'CONSENT_WITHDRAWN',
      transform: null,
      opens: NOTHING,
      closed: NOTHING,
      silent: NOTHING,
      instrument: 'P-1',
      consent: null,
      ruleSet: RULES.name,
    });
  });

  test('a denial for want of an instrument names the one that is no longer, or not yet, in force', () => {
    const ended = facts({ instrument: { word: 'DENOUNCED', id: 'P-9' } });
    expect(decide({}, ended)).toMatchObject({ rule: 'G1', reason: 'INSTRUMENT_DENOUNCED', instrument: 'P-9' });
    expect(decide({}, facts({ instrument: { word: 'NONE' } })).instrument).toBeNull();
  });

  test('what needs no instrument names none, though there be one', () => {
    expect(decide({ category: 'SERVICE_OFFER' }).instrument).toBeNull();
    expect(decide({ category: 'AGENT_DIRECTORY', purpose: 'DIRECTORY' }).instrument).toBeNull();
    expect(decide({ category: 'AGENT_DIRECTORY' }).instrument).toBe('P-1');
  });

  test('inside a body all is open and nothing is named', () => {
    expect(decide({ owner: 'DEPT_21', category: 'HOUSING' }, facts({ flags: { PROTECTED_ADDRESS: 'yes' } }))).toEqual({
      effect: 'INTERNAL',
      rule: 'G0',
      reason: null,
      transform: null,
      opens: 'ALL',
      closed: NOTHING,
      silent: NOTHING,
      instrument: null,
      consent: null,
      ruleSet: RULES.name,
    });
  });

  test('of several accords that open, the oldest is named', () => {
    const accords = [
      anAccord(['HOUSING'], { id: 'C-1', standing: 'EXPIRED' }),
      anAccord(['HOUSING'], { id: 'C-2' }),
      anAccord(['HOUSING'], { id: 'C-3' }),
    ];
    expect(decide({ category: 'HOUSING' }, facts({ accords })).consent).toBe('C-2');
  });

  test('what is released by law names no accord', () => {
    const known = facts({
      conditions: conditions('no', { EMERGENCY_DECLARED: 'yes' }),
      accords: [anAccord(['CONTACT'])],
    });
    expect(decide({ purpose: 'EMERGENCY', category: 'CONTACT' }, known)).toMatchObject({ rule: 'R001', consent: null });
  });

  test('what is strictly necessary is what the caller names, inside the white list', () => {
    const agreed = { CHILD_CASE_OPEN: 'yes', PARENTS_INFORMED_OR_EXEMPT: 'yes' } as const;
    const known = facts({ conditions: conditions('no', agreed) });
    const housing = { purpose: 'CHILD_PROTECTION', category: 'HOUSING' } as const;
    expect(decide(housing, known)).toMatchObject({ transform: 'STRICTLY_NECESSARY', opens: NOTHING });
    const necessary = readNecessary('housing.tenure housing.arrearsMonths; reason=SAFETY');
    expect(decide({ ...housing, necessary }, known).opens).toEqual(new Set(['housing.tenure']));
  });
});

describe('the instrument of a crossing', () => {
  const forbidden = { restrictions: [{ category: 'HOUSING', profession: '*', purpose: 'CASE' }] } as const;
  const accords = [anAccord(['HOUSING', 'IDENTITY'])];

  test('is the oldest that does not forbid it', () => {
    const instrument = inForce({ ...forbidden, others: [{ id: 'P-2', restrictions: [], optIn: false }] });
    expect(decide({}, facts({ accords, instrument }))).toMatchObject({ effect: 'PERMIT', instrument: 'P-2' });
    expect(decide({ category: 'IDENTITY' }, facts({ accords, instrument })).instrument).toBe('P-1');
  });

  test('is, for statutory coordination, the one whose parties opened it', () => {
    const instrument = inForce({ others: [{ id: 'P-2', restrictions: [], optIn: true }] });
    const known = facts({ accords, instrument, conditions: conditions('yes') });
    expect(decide({}, known)).toMatchObject({ rule: 'R230', instrument: 'P-2' });
    const shut = inForce({ others: [{ id: 'P-2', ...forbidden, optIn: true }] });
    expect(decide({}, facts({ ...known, instrument: shut }))).toMatchObject({ rule: 'R501', instrument: 'P-1' });
  });

  test('forbids nothing beyond the category, the profession and the purpose that it names', () => {
    const instrument = inForce(forbidden);
    expect(decide({}, facts({ accords, instrument }))).toMatchObject({ rule: 'P-1', reason: 'RULE_NEVER' });
    expect(decide({ purpose: 'REFERRAL' }, facts({ accords, instrument })).effect).toBe('PERMIT');
  });
});

describe('what the person keeps back', () => {
  const keeping = (transform: 'AGE_BAND' | 'MONTH', id: string) =>
    anAccord(['IDENTITY'], { id, generalisations: [{ category: 'IDENTITY', transform }] });

  test('is closed as far as every accord that opens keeps it back, and the oldest is named', () => {
    const [age, month] = [keeping('AGE_BAND', 'C-1'), keeping('MONTH', 'C-2')];
    const identity = (...accords: Accord[]) => decide({ category: 'IDENTITY' }, facts({ accords }));
    expect(identity(age)).toMatchObject({ consent: 'C-1', closed: new Set(['birthDate', 'birthYear']) });
    expect(identity(age, month)).toMatchObject({ consent: 'C-1', closed: new Set(['birthDate']) });
    expect(identity(age, anAccord(['IDENTITY'], { id: 'C-3' })).closed).toEqual(NOTHING);
    expect(identity({ ...month, inScope: false }, age).closed).toEqual(new Set(['birthDate', 'birthYear']));
  });

  test('is kept back by an accord alone: what the law opens it opens', () => {
    const known = facts({
      accords: [keeping('AGE_BAND', 'C-1')],
      conditions: conditions('no', { RSA_INSTRUCTION_OPEN: 'yes' }),
    });
    const rsa = decide({ purpose: 'BENEFIT_INSTRUCTION', category: 'IDENTITY' }, known);
    expect(rsa).toMatchObject({ rule: 'R220', consent: null, closed: NOTHING });
  });
});

describe('a protected address', () => {
  const accords = [anAccord(['HOUSING', 'EDUCATION', 'IDENTITY', 'BENEFITS'])];

  test.each(['yes', 'unknown'] as const)('%s: the landlord and the school close without a word', (word) => {
    const known = facts({ accords, flags: { PROTECTED_ADDRESS: word } });
    expect(decide({ category: 'HOUSING' }, known)).toMatchObject({
      effect: 'PERMIT',
      silent: new Set(['housing.landlordName']),
    });
    expect(decide({ category: 'EDUCATION' }, known).silent).toEqual(
      new Set(['education.school', 'preEnrolment.school']),
    );
    expect(decide({ category: 'IDENTITY' }, known).silent).toEqual(NOTHING);
    expect(decide({ category: 'BENEFITS' }, known).silent).toEqual(NOTHING);
  });

  test('no: nothing closes', () => {
    expect(decide({ category: 'HOUSING' }, facts({ accords })).silent).toEqual(NOTHING);
  });

  test('where the category is denied or the transform closes the field anyway, there is nothing to be silent about', () => {
    const flags = { PROTECTED_ADDRESS: 'yes' } as const;
    expect(decide({ category: 'HOUSING' }, facts({ flags })).silent).toEqual(NOTHING);
    const teacher = { recipient: anAgent('ECOLES', 'EDUCATION', 'TEACHER'), purpose: 'EDUCATION_PRE' } as const;
    const known = facts({ accords, flags, payload: aForm(['EDUCATION']) });
    expect(decide({ ...teacher, category: 'EDUCATION' }, known)).toMatchObject({ rule: 'R512', silent: NOTHING });
  });
});

describe('a flag', () => {
  const prohibition = RULES.rules.find(({ id }) => id === 'R105')!;
  const law = RULES.rules.find(({ id }) => id === 'R700')!;
  const last = RULES.rules.at(-1)!;
  const police = { recipient: anAgent('COMMUNE_LONGVIC', 'COMMUNE', 'POLICE_MUN'), category: 'IDENTITY' } as const;

  test.each([
    ['yes', 'R105', 'PERMIT'],
    ['unknown', 'R105', 'DENY'],
    ['no', 'R990', 'DENY'],
  ] as const)(
    '%s: a prohibition is switched on unless it is known not to be, what opens only if it is known to be',
    (word, rule, effect) => {
      const when = 'PROTECTED_ADDRESS';
      const rules = createRuleSet([{ ...prohibition, when }, { ...law, when }, last], RULES);
      const known = facts({ flags: { PROTECTED_ADDRESS: word } });
      expect(judge(aQuestion(police), known, rules, OPENING).rule).toBe(rule);
      expect(judge(aQuestion({ category: 'SERVICE_OFFER' }), known, rules, OPENING).effect).toBe(effect);
      const inside = judge(aQuestion({ ...police, owner: 'COMMUNE_LONGVIC' }), known, rules, OPENING);
      expect(inside.effect).toBe(word === 'no' ? 'INTERNAL' : 'DENY');
    },
  );

  test('a row that has become an opening forbids nothing inside the body', () => {
    const rules = createRuleSet([{ ...prohibition, effect: 'ALLOW', terms: law.terms }, last], RULES);
    expect(judge(aQuestion({ ...police, owner: 'COMMUNE_LONGVIC' }), facts(), rules, OPENING).effect).toBe('INTERNAL');
  });
});

describe('a row that fails does not stop the next', () => {
  test('the last failing row is the reason', () => {
    const ass = { purpose: 'EDUCATION_PRE', category: 'IDENTITY' } as const;
    expect(decide(ass)).toMatchObject({ rule: 'R511', reason: 'CONDITION_NOT_MET:COSIGNED_PAYLOAD' });
    const signed = facts({ payload: aForm(['IDENTITY']) });
    expect(decide(ass, signed)).toMatchObject({ rule: 'R511', reason: 'CONSENT_MISSING' });
  });

  test('a prohibition that follows stops all the same', () => {
    const known = facts({ flags: { PROTECTED_ADDRESS: 'yes' } });
    expect(decide({ purpose: 'EMERGENCY', category: 'CONTACT' }, known)).toMatchObject({
      rule: 'R109',
      reason: 'RULE_NEVER',
    });
  });

  test('the first row that passes decides, even if a later one would open more', () => {
    const all = facts({
      instrument: inForce({ optIn: true }),
      conditions: conditions('yes'),
      accords: [anAccord(['HOUSING'])],
    });
    expect(decide({ category: 'HOUSING' }, all)).toMatchObject({ rule: 'R230', transform: 'STRICTLY_NECESSARY' });
  });

  test('secrecy is tested before community, community before conditions, conditions before the accord', () => {
    const crip = (over: Parameters<typeof anAgent>[3]) => anAgent('DEPT_21', 'DEPARTEMENT', 'CRIP', over);
    const ip = { purpose: 'IP_TRANSMIT', category: 'IDENTITY' } as const;
    const reason = (recipient: Question['recipient']) => decide({ ...ip, recipient }).reason;
    expect(reason(crip({ secrecy: 'DISCRETION_ONLY', communities: [] }))).toBe('RECIPIENT_NOT_BOUND_BY_SECRECY');
    expect(reason(crip({ communities: [] }))).toBe('RECIPIENT_NOT_IN_COMMUNITY');
    expect(reason(crip({}))).toBe('CONDITION_NOT_MET:CHILD_IN_DANGER_OR_RISK');
  });

  test('a judgement can be repeated: same question, same facts, same decision', () => {
    const known = facts({ accords: [anAccord(['HOUSING'])] });
    expect(decide({ category: 'HOUSING' }, known)).toEqual(decide({ category: 'HOUSING' }, known));
  });
});
