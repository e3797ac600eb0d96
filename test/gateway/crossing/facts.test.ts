import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createFactsRepository } from '../../../gateway/crossing/facts.repository.ts';
import { createFacts } from '../../../gateway/crossing/facts.ts';
import type { Caller } from '../../../gateway/policy/caller.ts';
import type { FactClass } from '../../../gateway/policy/facts.ts';
import type { Condition } from '../../../schema/vocabulary.ts';
import { agentNamed } from '../../support/agents.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub } from '../../support/hub-database.ts';
import { parisInstant } from '../../support/paris.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Nobody shares anything about him before a test says so. */
const FILE = 'CCAS_LONGVIC:6044';
const AT = parisInstant('2026-05-04T10:00');
const day = (date: string): Date => new Date(date);
const ESCO = { body: 'DEPT_21', service: 'ESCO_LONGVIC', agent: 'AG-01' };
const CCAS = { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT', agent: 'AG-02' };

let database: FreshDatabase;
let pool: pg.Pool;
let world: World;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = openWorld(database.url);
});
afterEach(() => world?.undo());
afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

function aCaller(over: Partial<Caller> = {}): Caller {
  const { purposes: _, ...agent } = agentNamed('AG-01');
  return {
    ...agent,
    ...{ habilitation: 'H-AG-01', service: 'ESCO_LONGVIC', purpose: 'CASE', mission: null, partnerSystem: null },
    ...{ necessary: null, self: [], represents: false },
    ...over,
  };
}

async function factsOf(over: Partial<Caller> = {}, at = AT, id = FILE, type = 'Person'): Promise<FactClass> {
  const facts = createFacts(createFactsRepository(pool), aCaller(over), at);
  const [found] = await facts.of([{ type, id, part: 'frame' }]);
  const [own] = found?.recordClass.classes ?? [];
  if (!own) throw new Error('no such record');
  return own;
}

/** A condition is met by just this, and by nothing that falls a little short of it. */
interface Case {
  readonly condition: Condition;
  readonly caller?: Partial<Caller>;
  readonly met: () => Promise<unknown>;
  readonly missed: Readonly<Record<string, () => Promise<unknown>>>;
}

const emergency = (at: string, over = {}) => world.declareEmergency(FILE, 'AG-01', 'DEPT_21', parisInstant(at), over);
const childCase = (over = {}) =>
  world.share('SP-T', [FILE], [ESCO, CCAS], { childProtection: true, purpose: 'CHILD_PROTECTION', ...over });
const team = (mine: object, theirs: object) =>
  world.share(
    'SP-T',
    [FILE],
    [
      { ...ESCO, ...mine },
      { ...CCAS, ...theirs },
    ],
    { purpose: 'CARE' },
  );
const DESIGNATED = {
  ...{ coordinator: 'AG-02', coordinatorBody: 'CCAS_LONGVIC', designatedByMayorOf: 'COMMUNE_LONGVIC' },
  ...{ presidentConsultedOn: day('2026-04-01'), designatedOn: day('2026-04-10') },
};
const coordinated = (over = {}) => world.share('SP-T', [FILE], [ESCO, CCAS], { ...DESIGNATED, ...over });
const told = (over = {}) =>
  world.consent(FILE, {
    ...{ kind: 'INFORMATION_NO_OBJECTION', fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] },
    ...over,
  });
const form = (over = {}) =>
  world.refer('R-T', FILE, CCAS, ESCO, {
    ...{ kind: 'FICHE_LIAISON', purpose: 'REFERRAL', signed: ['IDENTITY birthName', 'HOUSING *'] },
    ...over,
  });
const transmit = (over = {}, from = 'CCAS_LONGVIC') =>
  world.transmit(FILE, from, 'DEPT_21', parisInstant('2026-05-04T09:00'), over);
const notice = (over = {}, to = ['DEPT_21'], from = 'CCAS_LONGVIC') =>
  world.notify(FILE, from, to, parisInstant('2026-05-04T09:00'), over);
const nothing = async (): Promise<void> => undefined;

const CASES: readonly Case[] = [
  {
    condition: 'EMERGENCY_DECLARED',
    caller: { purpose: 'EMERGENCY' },
    met: () => emergency('2026-05-04T06:01'),
    missed: {
      'nothing was declared': nothing,
      'four hours ago': () => emergency('2026-05-04T06:00', { expiresAt: day('2027-01-01') }),
      'it is to begin later': () => emergency('2026-05-04T10:01'),
      'it was ended': () => emergency('2026-05-04T09:00', { expiresAt: parisInstant('2026-05-04T10:00') }),
      'a motive of nineteen signs': () => emergency('2026-05-04T09:00', { motive: '  une voisine absente   ' }),
      'by another agent': () => emergency('2026-05-04T09:00', { agent: 'AG-99' }),
      'by her namesake elsewhere': () => emergency('2026-05-04T09:00', { agentBody: 'DEPT_92' }),
      'towards another owner': () => emergency('2026-05-04T09:00', { ownerBody: 'COMMUNE_LONGVIC' }),
      'for somebody else': () => emergency('2026-05-04T09:00', { subject: 'somebody-else-altogether' }),
      'it was found unjustified': () =>
        emergency('2026-05-04T09:00', { verdict: 'UNJUSTIFIED', reviewedAt: parisInstant('2026-05-04T09:30') }),
    },
  },
  {
    condition: 'CHILD_IN_DANGER_OR_RISK',
    caller: { purpose: 'IP_TRANSMIT' },
    met: () => transmit(),
    missed: {
      'nothing was transmitted': nothing,
      'no danger is said': () => transmit({ inDangerOrRisk: false }),
      'another body has sent it': () => transmit({}, 'COMMUNE_LONGVIC'),
      'to another département': () => transmit({ recipientBody: 'DEPT_92' }),
      'it is closed': () => transmit({ state: 'CLOSED' }),
      'it is sent later': () => transmit({ transmittedAt: parisInstant('2026-05-04T10:01') }),
    },
  },
  {
    condition: 'PARENTS_INFORMED_OR_EXEMPT',
    caller: { purpose: 'IP_TRANSMIT' },
    met: () =>
      transmit({ parentsInformation: 'INFORMED', parentsInformedOn: day('2026-05-04'), parentsExemption: null }),
    missed: {
      'exempt for no reason': () => transmit({ parentsExemption: null }),
      'informed on no day': () => transmit({ parentsInformation: 'INFORMED', parentsExemption: null }),
      'to be informed tomorrow': () =>
        transmit({ parentsInformation: 'INFORMED', parentsInformedOn: day('2026-05-05') }),
      'one says danger, another that they were informed': async () => {
        await transmit({ inDangerOrRisk: true, parentsExemption: null });
        await transmit({ inDangerOrRisk: false });
      },
    },
  },
  {
    condition: 'PARENTS_INFORMED_OR_EXEMPT',
    caller: { purpose: 'CHILD_PROTECTION' },
    met: () => childCase({ parentsInformation: 'EXEMPT', parentsExemption: 'CONTRARY_TO_INTEREST' }),
    missed: {
      'neither was said': () => childCase(),
      'in a case that only others work on': () =>
        world.share('SP-T', [FILE], [{ body: 'DEPT_21', service: 'ASE' }, CCAS], {
          ...{ childProtection: true, parentsInformation: 'INFORMED', parentsInformedOn: day('2026-04-01') },
        }),
      'in one case, while the other is the open one': async () => {
        await childCase();
        const elsewhere = [CCAS, ESCO];
        const informed = { parentsInformation: 'INFORMED', parentsInformedOn: day('2026-04-01') };
        await world.share('SP-U', [FILE], elsewhere, { childProtection: true, status: 'SUSPENDED', ...informed });
      },
    },
  },
  {
    condition: 'CHILD_CASE_OPEN',
    caller: { purpose: 'CHILD_PROTECTION' },
    met: () => childCase(),
    missed: {
      'it is closed': () => childCase({ status: 'CLOSED' }),
      'another body opened it': () => childCase({ pilotBody: 'CCAS_LONGVIC' }),
      'it is no case of child protection': () => childCase({ childProtection: false }),
      'it is opened tomorrow': () => childCase({ openedOn: day('2026-05-05') }),
    },
  },
  {
    condition: 'SAME_CARE_TEAM',
    caller: { purpose: 'CARE' },
    met: () => team({ inCareTeam: true }, { inCareTeam: true }),
    missed: {
      'she is not of it': () => team({}, { inCareTeam: true }),
      'nobody of the owner is': () => team({ inCareTeam: true }, {}),
      'a colleague of hers is': () => team({ inCareTeam: true, agent: 'AG-77' }, { inCareTeam: true }),
      'a service of the owner is, and no agent': () =>
        team({ inCareTeam: true }, { inCareTeam: true, agent: undefined }),
    },
  },
  {
    condition: 'MULTI_PROF',
    met: () => world.share('SP-T', [FILE], [ESCO, CCAS]),
    missed: {
      'one agent for both bodies': () => world.share('SP-T', [FILE], [ESCO, { ...CCAS, agent: 'AG-01' }]),
      'a service without an agent': () => world.share('SP-T', [FILE], [ESCO, { ...CCAS, agent: undefined! }]),
    },
  },
  {
    condition: 'MULTI_PROF',
    caller: { purpose: 'COORD_NOTICE' },
    met: () => notice(),
    missed: { 'it says that one is enough': () => notice({ severalProfessionals: false }), 'no notice': nothing },
  },
  {
    condition: 'AGGRAVATION_NOTED',
    caller: { purpose: 'COORD_NOTICE' },
    met: () => notice(),
    missed: {
      'it says that nothing got worse': () => notice({ aggravationNoted: false }),
      'it is addressed to others': () => notice({}, ['COMMUNE_LONGVIC']),
      'another body has sent it': () => notice({}, ['DEPT_21'], 'COMMUNE_LONGVIC'),
      'it is sent later': () => notice({ sentAt: parisInstant('2026-05-04T10:01') }),
    },
  },
  {
    condition: 'COORDINATOR_DESIGNATED',
    met: () => coordinated(),
    missed: {
      'nobody is': () => coordinated({ coordinator: null }),
      'by no mayor': () => coordinated({ designatedByMayorOf: null }),
      'the president was not consulted': () => coordinated({ presidentConsultedOn: null }),
      'the president was consulted afterwards': () => coordinated({ presidentConsultedOn: day('2026-04-11') }),
      'from tomorrow on': () => coordinated({ designatedOn: day('2026-05-05') }),
    },
  },
  {
    condition: 'PERSON_INFORMED',
    met: () => coordinated({ personInformedOn: day('2026-05-04') }),
    missed: {
      'nobody told him': () => coordinated(),
      tomorrow: () => coordinated({ personInformedOn: day('2026-05-05') }),
    },
  },
  {
    condition: 'PERSON_INFORMED_NOT_OBJECTED',
    met: () => told(),
    missed: {
      'nobody told him': nothing,
      'it is an accord': () => told({ kind: 'ACCORD' }),
      'of another owner': () => told({ fromBodies: ['COMMUNE_LONGVIC'] }),
      'of another recipient': () => told({ toBodies: ['COMMUNE_LONGVIC'] }),
      'for another purpose': () => told({ purposes: ['CARE'] }),
      'it has ended': () => told({ validTo: AT }),
      'he said that it no longer holds': () => told({ withdrawnAt: AT }),
      'it is to be given': () => told({ grantedAt: parisInstant('2026-05-04T10:01') }),
    },
  },
  {
    condition: 'RSA_INSTRUCTION_OPEN',
    caller: { purpose: 'BENEFIT_INSTRUCTION' },
    met: () => world.say('DEPT_21:D-6190', 'RSA_INSTRUCTION_OPEN', 'yes'),
    missed: {
      'nobody has said': nothing,
      'another body says so': () => world.say(FILE, 'RSA_INSTRUCTION_OPEN', 'yes'),
      'it contradicts itself': async () => {
        await world.say('DEPT_21:D-6190', 'RSA_INSTRUCTION_OPEN', 'yes');
        await world.say('DEPT_21:D-6190', 'RSA_INSTRUCTION_OPEN', 'no');
      },
    },
  },
  {
    condition: 'COSIGNED_PAYLOAD',
    caller: { purpose: 'REFERRAL' },
    met: () => form(),
    missed: {
      'it was not signed': () => form({ signed: undefined }),
      'it was changed since': () => form({ payloadVersion: 2 }),
      'an earlier version is the one that was signed': () => form({ signedVersion: 0 }),
      'it is to be signed': () => form({ signedAt: parisInstant('2026-05-04T10:01') }),
      'nobody signed it': () => form({ signedBy: [] }),
      'a parent of an adult signed it': () => form({ signedBy: ['PARENT_A'] }),
      'it is for another purpose': () => form({ purpose: 'EMPLOYMENT' }),
      'it is for another service': () => form({ recipientService: 'PMI', recipientAgent: 'AG-06' }),
      'it is between other bodies': () => form({ senderBody: 'COMMUNE_LONGVIC' }),
      'it is closed': () => form({ state: 'CLOSED', closedAt: parisInstant('2026-05-01T10:00') }),
    },
  },
];

describe.each(CASES)('$condition', ({ condition, caller = {}, met, missed }) => {
  test('is met', async () => {
    await met();
    expect((await factsOf(caller)).conditions[condition]).toBe('yes');
  });

  test.each(Object.entries(missed))('is not: %s', async (_, give) => {
    await give();
    expect((await factsOf(caller)).conditions[condition]).not.toBe('yes');
  });
});

describe('of several cases', () => {
  const informed = { parentsInformation: 'INFORMED', parentsInformedOn: day('2026-04-01') };
  const both = async () => {
    await childCase();
    await world.share('SP-U', [FILE], [ESCO, CCAS], { childProtection: true, ...informed });
  };

  test('the one that meets most is heard, unless the mission is another', async () => {
    await both();
    const parents = async (over: Partial<Caller>) =>
      (await factsOf({ purpose: 'CHILD_PROTECTION', ...over })).conditions.PARENTS_INFORMED_OR_EXEMPT;
    expect([await parents({}), await parents({ mission: 'SP-U' }), await parents({ mission: 'SP-T' })]).toEqual([
      'yes',
      'yes',
      'no',
    ]);
  });

  test('the coordinator of one and the information given in another do not add up', async () => {
    await coordinated();
    await world.share('SP-U', [FILE], [ESCO, { ...CCAS, agent: 'AG-01' }], { personInformedOn: day('2026-04-01') });
    const { COORDINATOR_DESIGNATED, PERSON_INFORMED } = (await factsOf()).conditions;
    expect([COORDINATOR_DESIGNATED, PERSON_INFORMED]).toEqual(['yes', 'no']);
  });
});

describe('what ties a caller', () => {
  const referred = (over = {}) => form({ signed: undefined, ...over });

  test.each(['DRAFT', 'CONSENT_PENDING', 'CANCELLED', 'EXPIRED', 'WITHDRAWN', 'FROZEN'])(
    '%s ties nobody',
    async (state) => {
      await referred({ state });
      expect((await factsOf({ purpose: 'REFERRAL' })).link).toBe('NONE');
    },
  );

  test('a referral that nobody looked at in time has lapsed, whatever it says', async () => {
    await referred({ state: 'RECEIVED', expiresOn: day('2026-05-04') });
    expect((await factsOf({ purpose: 'REFERRAL' })).link).toBe('NONE');
  });

  test.each([
    ['2026-04-04T10:01', 'META_ONLY'],
    ['2026-04-04T10:00', 'NONE'],
  ])('closed at %s it is %s thirty days later', async (closedAt, link) => {
    await referred({ state: 'CLOSED', closedAt: parisInstant(closedAt) });
    expect((await factsOf({ purpose: 'REFERRAL' })).link).toBe(link);
  });

  const enrolled = async (designatedUntil: string, enrolledUntil?: string) => {
    await world.enrol('PRE-T', FILE, 'CCAS_LONGVIC', 'École des Tilleuls', enrolledUntil);
    await world.designate('D-T', 'AG-01', 'DEPT_21', 'École des Tilleuls', designatedUntil);
  };
  test.each([
    ['2026-05-05', undefined, 'LINKED'],
    ['2026-05-04', undefined, 'NONE'],
    ['2026-05-05', '2026-05-04', 'NONE'],
  ])('designated until %s, enrolled until %s: %s', async (designated, until, link) => {
    await enrolled(designated, until);
    expect((await factsOf({ purpose: 'EDUCATION_PRE' })).link).toBe(link);
    expect((await factsOf({ purpose: 'EDUCATION_PRE', agent: 'AG-77' })).link).toBe('NONE');
    expect((await factsOf({ purpose: 'EDUCATION_PRE', mission: 'SP-1' })).link).toBe('NONE');
  });

  test.each([
    [{}, 'LINKED', 'LINKED'],
    [{ kind: 'RSA' }, 'LINKED', 'NONE'],
    [{ decidedOn: day('2026-05-04') }, 'NONE', 'NONE'],
    [{ openedOn: day('2026-05-05') }, 'NONE', 'NONE'],
    [{ service: 'INSERTION' }, 'NONE', 'NONE'],
    [{ bodyCode: 'METRO_DIJON' }, 'NONE', 'NONE'],
    [{ otherBodies: [] }, 'NONE', 'NONE'],
  ])('an application %j ties for a benefit: %s, for the FSL: %s', async (over, benefit, fsl) => {
    const about = { kind: 'FSL', bodyCode: 'DEPT_21', service: 'ESCO_LONGVIC', otherBodies: ['CCAS_LONGVIC'] };
    await world.apply('B-T', FILE, { ...about, ...over });
    expect((await factsOf({ purpose: 'BENEFIT_INSTRUCTION' })).link).toBe(benefit);
    expect((await factsOf({ purpose: 'HOUSING_FSL' })).link).toBe(fsl);
  });
});

describe('what the person signed, chose and objected to', () => {
  test('the form opens what stands in the version that was signed', async () => {
    await form();
    expect((await factsOf({ purpose: 'REFERRAL' })).payload).toEqual([
      { category: 'HOUSING', path: '*' },
      { category: 'IDENTITY', path: 'birthName' },
    ]);
    expect((await factsOf({ purpose: 'REFERRAL', mission: 'R-OTHER' })).payload).not.toBe('NONE');
  });

  test('a mission that is a referral is the one form that counts', async () => {
    await form();
    await world.refer('R-U', FILE, CCAS, ESCO, {
      kind: 'FICHE_LIAISON',
      purpose: 'REFERRAL',
      signed: ['CONTACT phone'],
    });
    expect((await factsOf({ purpose: 'REFERRAL', mission: 'R-U' })).payload).toEqual([
      { category: 'CONTACT', path: 'phone' },
    ]);
  });

  const towards = { fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] };
  test('generalisations travel with the accord; one that was replaced speaks no more', async () => {
    const first = await world.consent(FILE, { ...towards, categories: ['IDENTITY', 'HOUSING'] });
    const narrowed = await world.consent(FILE, {
      ...{ ...towards, categories: ['IDENTITY'], generalisations: ['IDENTITY:AGE_BAND'], grantedAt: AT },
    });
    expect((await factsOf()).accords.map(({ id }) => id)).toEqual([first, narrowed]);
    await pool.query('UPDATE consent SET superseded_by = $2 WHERE id = $1', [first, narrowed]);
    expect((await factsOf()).accords).toMatchObject([
      { id: narrowed, generalisations: [{ category: 'IDENTITY', transform: 'AGE_BAND' }] },
    ]);
    const before = await factsOf({}, parisInstant('2026-05-04T09:59'));
    expect(before.accords.map(({ id }) => id)).toContain(first);
  });

  test('an objection in force covers its categories, and not those of other recipients', async () => {
    const objection = { kind: 'OBJECTION', ...towards, categories: ['HEALTH'] };
    await world.consent(FILE, objection);
    expect((await factsOf()).objections).toEqual(['HEALTH']);
    await world.undo();
    await world.consent(FILE, { ...objection, toBodies: ['COMMUNE_LONGVIC'] });
    await world.consent(FILE, { ...objection, withdrawnAt: AT });
    expect((await factsOf()).objections).toEqual([]);
  });

  test('a refusal is no accord', async () => {
    await world.consent(FILE, { kind: 'REFUSAL', ...towards, categories: ['HOUSING'] });
    expect((await factsOf()).accords).toEqual([]);
  });
});

describe('a record of the register', () => {
  const towards = { fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] };
  const partyTo = async (id: string) => {
    const { PARTY_TO_REFERRAL_OR_CASE, PARTY_TO_REFERRAL, OWN_BODY } = (await factsOf({}, AT, id, 'Consent'))
      .conditions;
    expect(PARTY_TO_REFERRAL).toBe('no');
    return [PARTY_TO_REFERRAL_OR_CASE, OWN_BODY];
  };

  test('that hangs on a case is for those who take part in it', async () => {
    await world.share('SP-T', [FILE], [CCAS, { body: 'METRO_DIJON', agent: 'AG-08' }]);
    const elsewhere = await world.consent(FILE, { ...towards, caseId: 'SP-T' });
    expect(await partyTo(elsewhere)).toEqual(['no', 'yes']);
    await world.share('SP-U', [FILE], [CCAS, ESCO]);
    const others = { fromBodies: ['CCAS_LONGVIC'], toBodies: ['COMMUNE_LONGVIC'], purposes: ['CASE'] };
    expect(await partyTo(await world.consent(FILE, { ...others, caseId: 'SP-U' }))).toEqual(['yes', 'no']);
  });

  test('that hangs on nothing is for those whom it names and a case ties', async () => {
    const id = await world.consent(FILE, towards);
    expect(await partyTo(id)).toEqual(['no', 'yes']);
    await world.share('SP-T', [FILE], [CCAS, ESCO]);
    expect(await partyTo(id)).toEqual(['yes', 'yes']);
    const others = { fromBodies: ['CCAS_LONGVIC'], toBodies: ['COMMUNE_LONGVIC'], purposes: ['CASE'] };
    expect(await partyTo(await world.consent(FILE, others))).toEqual(['no', 'no']);
  });
});

describe('what bodies say', () => {
  test('of two words about an address the protecting one is heard; silence protects', async () => {
    expect((await factsOf()).flags.PROTECTED_ADDRESS).toBe('no');
    await world.say('DEPT_21:D-6190', 'PROTECTED_ADDRESS', 'yes');
    expect((await factsOf()).flags.PROTECTED_ADDRESS).toBe('yes');
    await world.person('CCAS_LONGVIC:T-1', {});
    expect((await factsOf({}, AT, 'CCAS_LONGVIC:T-1')).flags.PROTECTED_ADDRESS).toBe('unknown');
  });

  test('a word that was taken back is not heard any more', async () => {
    await world.say('DEPT_21:D-6190', 'PROTECTED_ADDRESS', 'yes');
    await pool.query(`UPDATE decision_fact SET revoked_at = $1 WHERE id LIKE 'W-%'`, [AT]);
    expect((await factsOf()).flags.PROTECTED_ADDRESS).toBe('no');
    expect((await factsOf({}, parisInstant('2026-05-04T09:00'))).flags.PROTECTED_ADDRESS).toBe('yes');
  });

  test('who represents somebody is told nothing while the address is not known to be free', async () => {
    const subject = await world.subjectOf(FILE);
    const person = { profession: 'SUBJECT', purpose: 'SUBJECT_RIGHTS', self: [subject] } as const;
    expect((await factsOf(person)).flags.REPRESENTS_PROTECTED).toBe('no');
    expect((await factsOf({ ...person, represents: true })).flags.REPRESENTS_PROTECTED).toBe('no');
    await world.say(FILE, 'REPRESENTED_UNDER_PROTECTION', 'yes');
    expect((await factsOf({ ...person, represents: true })).flags.REPRESENTS_PROTECTED).toBe('yes');
    expect((await factsOf(person)).flags.REPRESENTS_PROTECTED).toBe('no');
  });

  test('identity is proved for oneself alone', async () => {
    const self = [await world.subjectOf(FILE)];
    const proved = async (id: string) => (await factsOf({ self }, AT, id)).conditions.IDENTITY_PROVED;
    expect([await proved(FILE), await proved('DEPT_21:D-6190'), await proved('CCAS_LONGVIC:7781')]).toEqual([
      'yes',
      'yes',
      'no',
    ]);
  });
});

describe('what the instrument says', () => {
  test('restrictions and the opening of L121-6-2, from their day to their day', async () => {
    await pool.query(
      `INSERT INTO instrument_restriction (id, instrument_id, category, profession, purpose, valid_from, valid_to)
       VALUES ('IR-1', 'P-21-LONGVIC', 'HEALTH', '*', 'CASE', '2026-05-04', '2026-05-05'),
              ('IR-2', 'P-21-LONGVIC', 'HOUSING', '*', 'CASE', '2026-05-05', NULL)`,
    );
    const { instrument } = await factsOf();
    expect(instrument).toMatchObject({
      ...{ word: 'IN_FORCE', id: 'P-21-LONGVIC', optIn: false },
      restrictions: [{ category: 'HEALTH', profession: '*', purpose: 'CASE' }],
    });
    await pool.query('DELETE FROM instrument_restriction');
  });

  test('all of it is of one snapshot, which names its epoch', async () => {
    const before = await createFactsRepository(pool).gather([], aCaller(), AT, '2026-05-04');
    await world.say(FILE, 'PROTECTED_ADDRESS', 'yes');
    const after = await createFactsRepository(pool).gather([], aCaller(), AT, '2026-05-04');
    expect(BigInt(after.epoch)).toBe(BigInt(before.epoch) + 1n);
  });
});
