import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { Accord, FactClass, Question, Recipient } from '../../gateway/policy/facts.ts';
import { judge } from '../../gateway/policy/judge.ts';
import { isMet } from '../../gateway/policy/match.ts';
import { covers, type Opens } from '../../gateway/policy/opening.ts';
import { createRuleSet, DEFAULT_RULE } from '../../gateway/policy/rule-set.ts';
import { BODY_KINDS, CATEGORIES, COMMUNITIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { anAccord, conditions, facts } from '../support/questions.ts';
import { OPENING, RULES } from '../support/reference.ts';

/**
 * The laws of decisions, on every question there is: each profession, purpose and category, each kind of body that the
 * table tells from the others; between two bodies, bound by each duty and in no community; inside one body, whose
 * decisions ask for neither.
 */
const KINDS = ['DEPARTEMENT', 'COMMUNE', 'CCAS'];
const BOUND: readonly Pick<Recipient, 'secrecy' | 'communities'>[] = [
  { secrecy: 'PROFESSION', communities: COMMUNITIES },
  { secrecy: 'CIVIL_SERVANT_DUTY', communities: COMMUNITIES },
  { secrecy: 'NONE', communities: COMMUNITIES },
  { secrecy: 'PROFESSION', communities: [] },
];
const QUESTIONS: readonly Question[] = PROFESSIONS.flatMap((profession) =>
  KINDS.flatMap((bodyKind) =>
    [...BOUND.map((bound) => ['OWNER', bound] as const), ['ASKER', BOUND[0]!] as const].flatMap(([owner, bound]) => {
      const recipient = { body: 'ASKER', bodyKind, profession, ...bound };
      return PURPOSES.flatMap((purpose) => CATEGORIES.map((category) => ({ recipient, purpose, category, owner })));
    }),
  ),
);

const ALL_ACCORDS = [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })] as const;
const GENEROUS: readonly FactClass[] = [
  facts({ conditions: conditions('yes'), accords: ALL_ACCORDS }),
  facts({ conditions: conditions('no', { COSIGNED_PAYLOAD: 'yes' }), accords: ALL_ACCORDS }),
];

function decide(question: Question, known: FactClass) {
  return judge(question, known, RULES, OPENING);
}

/** The first question for which a law does not hold, or null: one assertion for all of them. */
function findBreach(holds: (question: Question) => boolean): Question | null {
  return QUESTIONS.find((question) => !holds(question)) ?? null;
}

function isWithin(narrow: Opens, wide: Opens): boolean {
  return wide === 'ALL' || (narrow !== 'ALL' && [...narrow].every((path) => covers(wide, path)));
}

/** Nothing is released after that was not before. */
function releasesNoMore(wide: Decision, narrow: Decision): boolean {
  if (narrow.effect === 'DENY') return true;
  if (wide.effect === 'DENY' || !isWithin(narrow.opens, wide.opens)) return false;
  return [...wide.silent].every((path) => narrow.silent.has(path) || !covers(narrow.opens, path));
}

describe('the laws of decisions', () => {
  test('the questions stand for all there are: the table tells no other kinds of bodies apart', () => {
    const named = new Set(RULES.rules.flatMap(({ bodyKind }) => [...bodyKind.words]));
    expect([...named].sort()).toEqual(['COMMUNE', 'DEPARTEMENT']);
    expect(BODY_KINDS.filter((kind) => !named.has(kind))).toContain('CCAS');
    expect(QUESTIONS).toHaveLength(PROFESSIONS.length * KINDS.length * 5 * PURPOSES.length * CATEGORIES.length);
    console.log(`laws checked on ${QUESTIONS.length} questions`);
  });

  test('silence withholds: between two bodies, what nobody knows opens nothing that is about a person', () => {
    const impersonal = ['SERVICE_OFFER', 'AGENT_DIRECTORY', 'STATISTIC'];
    const nothing = facts({
      conditions: conditions('unknown'),
      flags: { PROTECTED_ADDRESS: 'unknown', REPRESENTS_PROTECTED: 'unknown' },
    });
    const nobody = facts({ ...nothing, instrument: { word: 'NONE' }, link: 'NONE' });
    const holds = (question: Question) =>
      [nothing, nobody].every(
        (known) => decide(question, known).effect !== 'PERMIT' || impersonal.includes(question.category),
      );
    expect(findBreach(holds)).toBeNull();
  });

  test('a prohibition is never outvoted by a later row, even after one that failed', () => {
    const flagged = GENEROUS.map((world) =>
      facts({ ...world, flags: { PROTECTED_ADDRESS: 'yes', REPRESENTS_PROTECTED: 'yes' } }),
    );
    const holds = (question: Question) => {
      const stop = RULES.matching(question).find(({ effect, id }) => effect === 'NEVER' && id !== DEFAULT_RULE);
      return flagged.every((world) => {
        const decision = decide(question, world);
        if (stop === undefined || decision.effect !== 'PERMIT') return true;
        return RULES.rules.find(({ id }) => id === decision.rule)!.prio < stop.prio;
      });
    };
    expect(findBreach(holds)).toBeNull();
  });

  test('what releases is a row that speaks of the question, for whoever is bound and admitted as it demands', () => {
    const holds = (question: Question) =>
      GENEROUS.every((world) => {
        const decision = decide(question, world);
        if (decision.effect !== 'PERMIT') return true;
        const { recipient, category, purpose } = question;
        const rule = RULES.rules.find(({ id }) => id === decision.rule)!;
        const bound = ['NONE', 'CIVIL_SERVANT_DUTY', 'PROFESSION'].indexOf(recipient.secrecy);
        return (
          isMet(rule.category, category) &&
          isMet(rule.purpose, purpose) &&
          isMet(rule.profession, recipient.profession) &&
          isMet(rule.bodyKind, recipient.bodyKind) &&
          bound >= ['NONE', 'DISCRETION', 'SECRET'].indexOf(rule.terms!.secrecy) &&
          (rule.terms!.communities === null || recipient.communities.length > 0)
        );
      });
    expect(findBreach(holds)).toBeNull();
  });

  test('an unknown condition fails as one that is not met, and an unknown flag closes as one that is set', () => {
    const [no, unknown] = [
      facts({ accords: ALL_ACCORDS }),
      facts({ accords: ALL_ACCORDS, conditions: conditions('unknown') }),
    ];
    const shut = facts({ ...GENEROUS[0], flags: { PROTECTED_ADDRESS: 'yes', REPRESENTS_PROTECTED: 'yes' } });
    const unsure = facts({ ...GENEROUS[0], flags: { PROTECTED_ADDRESS: 'unknown', REPRESENTS_PROTECTED: 'unknown' } });
    const alike = (question: Question, a: FactClass, b: FactClass) => {
      const [one, other] = [decide(question, a), decide(question, b)];
      return one.rule === other.rule && one.reason === other.reason && one.silent.size === other.silent.size;
    };
    expect(findBreach((question) => alike(question, no, unknown) && alike(question, shut, unsure))).toBeNull();
  });

  test('withdrawing or narrowing anything never releases more', () => {
    const [accord] = ALL_ACCORDS;
    const narrowings: readonly [what: string, over: Parameters<typeof facts>[0]][] = [
      ['an accord withdrawn', { accords: [{ ...accord, standing: 'WITHDRAWN' }] }],
      ['an accord for somebody else', { accords: [{ ...accord, inScope: false }] }],
      ['an accord no longer explicit', { accords: [anAccord(CATEGORIES)] }],
      ['an accord on one category', { accords: [anAccord(['HOUSING'])] }],
      ['no accord', { accords: [] }],
      ['an instrument denounced', { instrument: { word: 'DENOUNCED', id: 'P-1' } }],
      ['a referral closed', { link: 'META_ONLY' }],
      ['no link', { link: 'NONE' }],
      ['a protected address', { flags: { PROTECTED_ADDRESS: 'yes' } }],
      ['a representative of someone protected', { flags: { REPRESENTS_PROTECTED: 'yes' } }],
    ];
    const worlds = GENEROUS.map((world) => ({
      world,
      narrowed: narrowings.map(([what, over]) => ({ what, facts: facts({ ...world, ...over }) })),
    }));
    const breaches = new Set<string>();
    for (const question of QUESTIONS) {
      for (const { world, narrowed } of worlds) {
        const before = decide(question, world);
        for (const { what, facts: after } of narrowed) {
          if (!releasesNoMore(before, decide(question, after))) breaches.add(what);
        }
      }
    }
    expect([...breaches]).toEqual([]);
  });

  test('the order in which accords come never opens or closes anything', () => {
    const standings = [
      'VALID',
      'WITHDRAWN',
      'EXPIRED',
      'NOT_YET_VALID',
      'LAPSED_AT_MAJORITY',
      'GRANTER_NOT_COMPETENT',
    ] as const;
    const accord = fc.record<Omit<Accord, 'id'>>({
      inScope: fc.boolean(),
      standing: fc.constantFrom(...standings),
      categories: fc.subarray([...CATEGORIES]),
      explicitCategories: fc.subarray([...CATEGORIES]),
    });
    const some = fc.array(accord, { maxLength: 5 }).map((list) => list.map((each, i) => ({ ...each, id: `C-${i}` })));
    fc.assert(
      fc.property(fc.nat({ max: QUESTIONS.length - 1 }), some, (index, accords) => {
        const question = QUESTIONS[index]!;
        const [one, other] = [facts({ accords }), facts({ accords: accords.toReversed() })].map((world) =>
          decide(question, world),
        );
        expect({ ...other, consent: null }).toEqual({ ...one, consent: null });
      }),
      { numRuns: 2_000 },
    );
  });

  test('the order of lines never matters', () => {
    const everyRule = fc.shuffledSubarray([...RULES.rules], { minLength: RULES.rules.length });
    fc.assert(
      fc.property(everyRule, (rows) => {
        expect(createRuleSet(rows).rules).toEqual(RULES.rules);
      }),
      { numRuns: 50 },
    );
  });
});
