import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compileRules } from '../../gateway/policy/compile.ts';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { Accord, FactClass, Question } from '../../gateway/policy/facts.ts';
import { isMet } from '../../gateway/policy/match.ts';
import { covers, type Opens } from '../../gateway/policy/paths.ts';
import { createRuleSet, DEFAULT_RULE } from '../../gateway/policy/rule-set.ts';
import { BODY_KINDS, CATEGORIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { EVERY_QUESTION, EVERYTHING, KINDS } from '../support/question-space.ts';
import { aForm, anAccord, conditions, facts, inForce } from '../support/questions.ts';
import { OPENING, RULES } from '../support/reference.ts';

/**
 * The laws of decisions, on every question there is: each profession, purpose and category, each kind of body that the
 * table tells from the others; between two bodies, bound by each duty and in no community; inside one body, whose
 * decisions ask for neither.
 */
const ALL_ACCORDS = [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })] as const;
const GENEROUS: readonly FactClass[] = [facts(EVERYTHING), facts({ payload: aForm(CATEGORIES), accords: ALL_ACCORDS })];
const started = performance.now();

afterAll(() => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`laws checked on ${EVERY_QUESTION.length} questions in ${seconds} s`);
});

const judgeCompiled = compileRules(RULES, OPENING);

const KEPT_BACK = ['AGE_BAND', 'COMMUNE_ONLY', 'MONTH'] as const;

function decide(question: Question, known: FactClass) {
  return judgeCompiled(question, known);
}

/** The first question for which a law does not hold, or null: one assertion for all of them. */
function findBreach(holds: (question: Question) => boolean): Question | null {
  return EVERY_QUESTION.find((question) => !holds(question)) ?? null;
}

function isWithin(narrow: Opens, wide: Opens): boolean {
  return wide === 'ALL' || (narrow !== 'ALL' && [...narrow].every((path) => covers(wide, path)));
}

function isShut(decision: Decision, path: string): boolean {
  if (path === 'ALL') return decision.closed === 'ALL';
  return !covers(decision.opens, path) || covers(decision.silent, path) || covers(decision.closed, path);
}

/** Nothing is released after that was not before. */
function releasesNoMore(wide: Decision, narrow: Decision): boolean {
  if (narrow.effect === 'DENY') return true;
  if (wide.effect === 'DENY' || !isWithin(narrow.opens, wide.opens)) return false;
  const shut = wide.closed === 'ALL' ? ['ALL'] : [...wide.silent, ...wide.closed];
  return shut.every((path) => isShut(narrow, path));
}

describe('the laws of decisions', () => {
  test('the questions stand for all there are: the table tells no other kinds of bodies apart', () => {
    const named = new Set(RULES.rules.flatMap(({ bodyKind }) => [...bodyKind.words]));
    expect([...named].sort()).toEqual(['COMMUNE', 'DEPARTEMENT']);
    expect(BODY_KINDS.filter((kind) => !named.has(kind))).toContain('CCAS');
    expect(EVERY_QUESTION).toHaveLength(PROFESSIONS.length * KINDS.length * 5 * PURPOSES.length * CATEGORIES.length);
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
    const byAccord = (over: Parameters<typeof anAccord>[1]) => ({
      accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES, ...over })],
    });
    const everyCategory = <Rest extends object>(rest: Rest) => CATEGORIES.map((category) => ({ category, ...rest }));
    const restrictions = PURPOSES.flatMap((purpose) => everyCategory({ purpose, profession: 'G_SOCIAL' }));
    const narrowings: readonly [what: string, over: Parameters<typeof facts>[0]][] = [
      ['an accord withdrawn', byAccord({ standing: 'WITHDRAWN' })],
      ['an accord that ended', byAccord({ standing: 'EXPIRED' })],
      ['an accord for somebody else', byAccord({ inScope: false })],
      ['an accord no longer explicit', byAccord({ explicitCategories: [] })],
      ['an accord on one category', { accords: [anAccord(['HOUSING'])] }],
      [
        'an accord that keeps dates back',
        byAccord({ generalisations: everyCategory({ transform: 'MONTH' as const }) }),
      ],
      [
        'an accord that keeps age back',
        byAccord({ generalisations: everyCategory({ transform: 'AGE_BAND' as const }) }),
      ],
      ['an accord before an objection', byAccord({ objected: CATEGORIES })],
      ['an objection', { objections: CATEGORIES }],
      ['an objection after the accord', { objections: CATEGORIES, ...byAccord({ objected: CATEGORIES }) }],
      ['no accord', { accords: [] }],
      ['no form', { payload: 'NONE' }],
      ['a form with two fields', { payload: everyCategory({ path: 'birthName' }) }],
      ['an instrument denounced', { instrument: { word: 'DENOUNCED', id: 'P-1' } }],
      ['an instrument that is restricted', { instrument: inForce({ restrictions, optIn: true }) }],
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
    for (const question of EVERY_QUESTION) {
      for (const { world, narrowed } of worlds) {
        const before = decide(question, world);
        for (const { what, facts: after } of narrowed) {
          if (!releasesNoMore(before, decide(question, after))) breaches.add(what);
        }
      }
    }
    expect([...breaches]).toEqual([]);
  });

  test('the end of one of two instruments never releases more, whichever forbids what', () => {
    const restrictions = PURPOSES.flatMap((purpose) =>
      CATEGORIES.map((category) => ({ category, purpose, profession: '*' })),
    );
    const [free, bound] = [
      { restrictions: [], optIn: true },
      { restrictions, optIn: true },
    ];
    const worlds = [
      [free, bound],
      [bound, free],
    ].flatMap(([first, second]) => {
      const both = facts({ ...EVERYTHING, instrument: inForce({ ...first, others: [{ id: 'P-2', ...second! }] }) });
      return [first, second].map((left) => ({ both, left: facts({ ...both, instrument: inForce(left) }) }));
    });
    const holds = (question: Question) =>
      worlds.every(({ both, left }) => releasesNoMore(decide(question, both), decide(question, left)));
    expect(findBreach(holds)).toBeNull();
  });

  test('closing statutory coordination leaves what the accords open, and nothing more', () => {
    const [open, closed] = [
      facts({ ...EVERYTHING, accords: [] }),
      facts({ ...EVERYTHING, accords: [], instrument: inForce() }),
    ];
    const byAccord = facts({ accords: ALL_ACCORDS });
    const fallen = facts({ ...EVERYTHING, instrument: inForce() });
    const holds = (question: Question) =>
      releasesNoMore(decide(question, open), decide(question, closed)) &&
      (decide(question, open).rule !== 'R230' || releasesNoMore(decide(question, byAccord), decide(question, fallen)));
    expect(findBreach(holds)).toBeNull();
  });

  test('naming less as necessary, or nothing, never releases more', () => {
    const holds = (question: Question) => {
      const [all, some, none] = [
        question,
        { ...question, necessary: { reason: 'SAFETY' as const, names: new Set(['housing.tenure', 'IDENTITY']) } },
        { ...question, necessary: null },
      ].map((each) => decide(each, GENEROUS[0]!));
      return releasesNoMore(all!, some!) && releasesNoMore(some!, none!);
    };
    expect(findBreach(holds)).toBeNull();
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
      standing: fc.record({ ordinary: fc.constantFrom(...standings), reinforced: fc.constantFrom(...standings) }),
      categories: fc.subarray([...CATEGORIES]),
      explicitCategories: fc.subarray([...CATEGORIES]),
      objected: fc.subarray([...CATEGORIES]),
      generalisations: fc.array(
        fc.record({ category: fc.constantFrom(...CATEGORIES), transform: fc.constantFrom(...KEPT_BACK) }),
        { maxLength: 3 },
      ),
    });
    const some = fc.array(accord, { maxLength: 5 }).map((list) => list.map((each, i) => ({ ...each, id: `C-${i}` })));
    fc.assert(
      fc.property(fc.nat({ max: EVERY_QUESTION.length - 1 }), some, (index, accords) => {
        const question = EVERY_QUESTION[index]!;
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
        expect(createRuleSet(rows, RULES).rules).toEqual(RULES.rules);
      }),
      { numRuns: 50 },
    );
  });
});
