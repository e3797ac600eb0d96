import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf, type Said } from './register.ts';

/** Fourteen; his two parents hold parental authority. */
const LEO = 'CCAS_LONGVIC:3918';
/** Seventeen, her eighteenth birthday on 3 March 2027; her file is with the town hall. */
const NINA = 'COMMUNE_LONGVIC:L-77130';
/** Of age, and under no protection until a test says so. */
const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let register: Register;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: [] });
  register = openRegister(territory);
});
afterAll(() => territory?.close());

const REFUSED = ['BAD_REQUEST', 'GRANTER_NOT_COMPETENT'];
const TOWN_HALL = { agent: 'AG-18', purpose: 'EMPLOYMENT' } as const;

async function outcomeOf(said: Said, asked?: typeof TOWN_HALL): Promise<unknown> {
  const answer = await register.tryRecord(said, asked);
  return answer.body.errors ? refusalOf(answer) : 'RECORDED';
}

/** Has the CCAS say a word of a person from the beginning on, in the place of what was said of it. */
async function say(file: string, word: string, value: string): Promise<void> {
  await territory.hubDatabase.query(
    `WITH about AS (SELECT subject FROM person_link WHERE id = $1), gone AS (
       DELETE FROM decision_fact f USING about a WHERE f.subject = a.subject AND f.word = $2)
     INSERT INTO decision_fact (id, subject, body_code, word, value, valid_from)
     SELECT gen_random_uuid()::text, subject, 'CCAS_LONGVIC', $2, $3, '2025-01-01' FROM about`,
    [file, word, value],
  );
}

describe('a minor', () => {
  test.each<[who: string, said: Partial<Said>, expected: unknown]>([
    ['one parent, for a usual act', { grantedBy: ['PARENT_A'] }, 'RECORDED'],
    ['one parent, for what is most private', { grantedBy: ['PARENT_A'], explicitCategories: ['DISABILITY'] }, REFUSED],
    [
      'both, for what is most private',
      { grantedBy: ['PARENT_A', 'PARENT_B'], explicitCategories: ['DISABILITY'] },
      'RECORDED',
    ],
    ['the child alone', { grantedBy: ['SELF'] }, REFUSED],
    ['a guardian whom nobody has named', { grantedBy: ['GUARDIAN'] }, REFUSED],
    ['a parent whose child objects', { grantedBy: ['PARENT_A'], minorAssent: 'OBJECTS' }, REFUSED],
    ['a parent whose child agrees', { grantedBy: ['PARENT_A'], minorAssent: 'AGREES' }, 'RECORDED'],
    ['the service of a child that is not entrusted to it', { grantedBy: ['ASE_SERVICE'] }, REFUSED],
  ])('%s', async (_, said, expected) => {
    expect(await outcomeOf({ person: LEO, ...said })).toEqual(expected);
  });

  test('of sixteen speaks for her own work, and nobody in her place', async () => {
    const work = {
      categories: ['EMPLOYMENT'],
      purposes: ['EMPLOYMENT'],
      fromBodies: ['COMMUNE_LONGVIC'],
      toBodies: ['ML_DIJON'],
    };
    expect(await outcomeOf({ person: NINA, ...work, grantedBy: ['SELF'] }, TOWN_HALL)).toBe('RECORDED');
    expect(await outcomeOf({ person: NINA, ...work, grantedBy: ['PARENT_A'] }, TOWN_HALL)).toEqual(REFUSED);
    const more = { ...work, purposes: ['EMPLOYMENT', 'CASE'] };
    expect(await outcomeOf({ person: NINA, ...more, grantedBy: ['SELF'] }, TOWN_HALL)).toEqual(REFUSED);
  });

  test('may say no by herself, whoever is competent to say yes', async () => {
    for (const kind of ['OBJECTION', 'REFUSAL']) {
      expect(await outcomeOf({ person: LEO, kind, grantedBy: ['SELF'] })).toBe('RECORDED');
    }
    expect(await outcomeOf({ person: LEO, kind: 'INFORMATION_NO_OBJECTION', grantedBy: ['SELF'] })).toEqual(REFUSED);
  });

  test('who comes of age soon is on the list of the officer, and then the accord lapses', async () => {
    const said = {
      person: NINA,
      fromBodies: ['COMMUNE_LONGVIC'],
      grantedBy: ['PARENT_A'],
      validTo: '2027-05-04',
    };
    const { id } = await register.record(said, { agent: 'AG-18', purpose: 'CASE' });
    const seen = async (at: string) => {
      territory.setClock(parisInstant(at));
      const answer = await territory.ask('query($id: ID!) { consent(id: $id) { status warnings } }', {
        agent: 'AG-18',
        purpose: 'CASE',
        variables: { id },
      });
      return dataOf<{ consent: unknown }>(answer).consent;
    };
    expect(await seen('2027-01-31T23:59')).toEqual({ status: 'ACTIVE', warnings: [] });
    expect(await seen('2027-02-01T00:00')).toEqual({ status: 'ACTIVE', warnings: ['COMES_OF_AGE'] });
    expect(await seen('2027-03-02T23:59')).toEqual({ status: 'ACTIVE', warnings: ['COMES_OF_AGE'] });
    expect(await seen('2027-03-03T00:00')).toEqual({ status: 'LAPSED_AT_MAJORITY', warnings: [] });
    territory.setClock(parisInstant('2026-05-04T10:00'));
  });

  test('who gave it herself, and could, is not told to come again at eighteen', async () => {
    const work = { categories: ['EMPLOYMENT'], purposes: ['EMPLOYMENT'], grantedBy: ['SELF'], validTo: '2027-05-04' };
    const said = { person: NINA, fromBodies: ['COMMUNE_LONGVIC'], toBodies: ['ML_DIJON'], ...work };
    const { id } = await register.record(said, TOWN_HALL);
    for (const at of ['2027-02-20T10:00', '2027-03-03T00:00']) {
      territory.setClock(parisInstant(at));
      const answer = await territory.ask('query($id: ID!) { consent(id: $id) { warnings } }', {
        ...TOWN_HALL,
        variables: { id },
      });
      expect(answer.body.data).toEqual({ consent: { warnings: [] } });
    }
    territory.setClock(parisInstant('2026-05-04T10:00'));
  });
});

describe('an adult', () => {
  test.each<[who: string, said: Partial<Said>, expected: unknown]>([
    ['herself', { grantedBy: ['SELF'] }, 'RECORDED'],
    ['a parent, who has no say any more', { grantedBy: ['PARENT_A'] }, REFUSED],
    ['a guardian whom she does not have', { grantedBy: ['GUARDIAN'] }, REFUSED],
  ])('%s', async (_, said, expected) => {
    expect(await outcomeOf({ person: SERGE, ...said })).toEqual(expected);
  });

  const private_ = { explicitCategories: ['DISABILITY'] };
  test.each<[measure: string, who: string, said: Partial<Said>, expected: unknown]>([
    ['ASSISTED', 'herself', { grantedBy: ['SELF'], ...private_ }, 'RECORDED'],
    ['PROPERTY', 'herself', { grantedBy: ['SELF'], ...private_ }, 'RECORDED'],
    ['PERSON', 'herself, as far as she is able', { grantedBy: ['SELF'], ableToConsent: true }, 'RECORDED'],
    ['PERSON', 'her guardian, where she is not', { grantedBy: ['GUARDIAN'], ableToConsent: false }, 'RECORDED'],
    ['PERSON', 'her guardian, where she is', { grantedBy: ['GUARDIAN'], ableToConsent: true }, REFUSED],
    [
      'PERSON',
      'herself alone, for what is most private',
      { grantedBy: ['SELF'], ableToConsent: true, ...private_ },
      REFUSED,
    ],
    [
      'PERSON',
      'both, for what is most private',
      { grantedBy: ['SELF', 'GUARDIAN'], ableToConsent: true, ...private_ },
      'RECORDED',
    ],
    [
      'PERSON',
      'a judge',
      { grantedBy: ['JUDGE'], ableToConsent: false, explicitCategories: ['DISABILITY'], categories: ['DISABILITY'] },
      'RECORDED',
    ],
  ])('under protection (%s): %s', async (measure, _, said, expected) => {
    await say(SERGE, 'PROTECTION', measure);
    expect(await outcomeOf({ person: SERGE, ...said })).toEqual(expected);
    await say(SERGE, 'PROTECTION', 'NONE');
  });

  test('of whom nobody says whether she is of age cannot be heard', async () => {
    await say(SERGE, 'MINOR_UNTIL', 'unknown');
    expect(await outcomeOf({ person: SERGE })).toEqual(REFUSED);
    await say(SERGE, 'MINOR_UNTIL', '2025-01-01');
  });

  test('whose protection becomes known later has an accord that is doubtful, and suspended', async () => {
    const { id } = await register.record({ person: SERGE });
    await say(SERGE, 'PROTECTION', 'PERSON');
    const doubtful = await territory.ask(
      '{ consents(warning: GRANTER_DOUBTFUL) { edges { node { id status warnings } } } }',
      { agent: 'AG-02', purpose: 'CASE' },
    );
    expect(
      dataOf<{ consents: { edges: { node: { id: string } }[] } }>(doubtful).consents.edges.map(({ node }) => node),
    ).toContainEqual({ id, status: 'SUSPENDED', warnings: ['GRANTER_DOUBTFUL'] });
    await say(SERGE, 'PROTECTION', 'NONE');
  });
});
