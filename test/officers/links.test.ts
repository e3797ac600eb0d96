import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../gateway/crossing/lease.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { type Office, openOffice, refusalOf } from './office.ts';

/** The man of SP-1: AG-01 of the Département reads his housing, which the CCAS holds. */
const MAN = 'CCAS_LONGVIC:7781';
const HERS = { agent: 'AG-02', purpose: 'CASE' } as const;
const READER = { agent: 'AG-01', purpose: 'CASE' } as const;
const AT = parisInstant('2026-05-04T10:00');

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['CCAS_LONGVIC'] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());
beforeEach(async () => {
  await office.rows('DELETE FROM person_link_act');
  await office.rows('DELETE FROM recipient_notice');
  await office.rows('UPDATE decision_fact SET revoked_at = NULL');
  await office.rows(`UPDATE person_link SET status = 'CONFIRMED'`);
  await office.rows(`UPDATE consent SET withdrawn_at = NULL`);
});

const CONFIRM = 'mutation($file: ID!) { confirmLink(file: $file) { id status } }';
const BREAK = 'mutation($file: ID!) { breakLink(file: $file) { id status } }';
const confirm = (file: string, asked: Asked = HERS) => office.ask(CONFIRM, asked, { file });
const breakIt = (file: string, asked: Asked = HERS) => office.ask(BREAK, asked, { file });
const tenure = async () =>
  (
    await office.give<{ person: { housing: { tenure: string } | null } | null }>(
      'query($id: ID!) { person(id: $id) { housing { tenure } } }',
      READER,
      { id: MAN },
    )
  ).person?.housing?.tenure ?? null;
const statusOf = async (id: string) =>
  (await office.rows<{ status: string }>('SELECT status FROM person_link WHERE id = $1', [id]))[0]?.status;
const acts = () => office.rows('SELECT link_id, kind, body_code, agent, at FROM person_link_act');
const candidate = (id: string) => office.rows(`UPDATE person_link SET status = 'CANDIDATE' WHERE id = $1`, [id]);

describe('confirming', () => {
  test('brings a candidate into force, on an accord of the person, and keeps who did it', async () => {
    await candidate(MAN);
    expect(await tenure()).toBeNull();
    const answer = await confirm(MAN);
    expect(answer.body.data).toEqual({ confirmLink: { id: MAN, status: 'CONFIRMED' } });
    expect(await tenure()).toEqual(expect.any(String));
    expect(await acts()).toEqual([
      { link_id: MAN, kind: 'CONFIRMED', body_code: 'CCAS_LONGVIC', agent: 'AG-02', at: AT },
    ]);
    expect(await territory.linesOf(answer.operation)).toContainEqual(
      expect.objectContaining({ owner: 'CCAS_LONGVIC', category: 'CONSENT_RECORD', decision: 'INTERNAL' }),
    );
    expect((await confirm(MAN)).body.data).toEqual(answer.body.data);
    expect(await acts()).toHaveLength(1);
  });

  test('is refused without that accord, and once it was withdrawn', async () => {
    await candidate('CCAS_LONGVIC:1835');
    expect(refusalOf(await confirm('CCAS_LONGVIC:1835'))).toEqual(['BAD_REQUEST', 'LINK_WITHOUT_ACCORD']);
    await candidate(MAN);
    await office.rows(`UPDATE consent SET withdrawn_at = $1 WHERE 'PRESENCE' = ANY(categories)`, [AT]);
    expect(refusalOf(await confirm(MAN))).toEqual(['BAD_REQUEST', 'LINK_WITHOUT_ACCORD']);
    expect([await statusOf(MAN), await acts()]).toEqual(['CANDIDATE', []]);
  });

  test('does not mend what was broken', async () => {
    await breakIt(MAN);
    expect(refusalOf(await confirm(MAN))).toEqual(['CONFLICT', 'LINK_NOT_CANDIDATE']);
  });
});

describe('breaking', () => {
  test('ends at once what crossed under her name, and tells whoever received something', async () => {
    expect(await tenure()).toEqual(expect.any(String));
    const asked = performance.now();
    const answer = await breakIt(MAN);
    expect(performance.now() - asked).toBeGreaterThan(LEASE_MS);
    expect(answer.body.data).toEqual({ breakLink: { id: MAN, status: 'BROKEN' } });
    expect(await tenure()).toBeNull();
    expect(territory.received).toEqual([]);
    expect(await acts()).toEqual([{ link_id: MAN, kind: 'BROKEN', body_code: 'CCAS_LONGVIC', agent: 'AG-02', at: AT }]);
    expect(await office.rows('SELECT body_code, owner_body, kind FROM recipient_notice')).toEqual([
      { body_code: 'DEPT_21', owner_body: 'CCAS_LONGVIC', kind: 'RECTIFIED' },
    ]);
    expect((await breakIt(MAN)).body.data).toEqual(answer.body.data);
    expect([await acts(), await office.rows('SELECT 1 FROM recipient_notice')].map((each) => each.length)).toEqual([
      1, 1,
    ]);
  });

  test('takes back what the body had signed of her, but for an address that it said to be protected', async () => {
    const file = 'CCAS_LONGVIC:1835';
    await office.rows(`UPDATE decision_fact SET value = 'yes' WHERE id = $1`, [`${file}:PROTECTED_ADDRESS`]);
    await breakIt(file);
    const words = await office.rows<{ word: string; standing: boolean }>(
      `SELECT f.word, f.revoked_at IS NULL AS standing FROM decision_fact f JOIN person_link l USING (subject)
        WHERE l.id = $1 AND f.body_code = 'CCAS_LONGVIC' ORDER BY f.word`,
      [file],
    );
    expect(words.filter(({ standing }) => standing).map(({ word }) => word)).toEqual(['PROTECTED_ADDRESS']);
    expect(words.length).toBeGreaterThan(1);
    await office.rows(`UPDATE decision_fact SET value = 'no' WHERE id = $1`, [`${file}:PROTECTED_ADDRESS`]);
  });

  test('rejects a candidate', async () => {
    await candidate(MAN);
    expect((await breakIt(MAN)).body.data).toEqual({ breakLink: { id: MAN, status: 'REJECTED' } });
    expect(await statusOf(MAN)).toBe('REJECTED');
  });
});

describe('only a file of one’s own body', () => {
  test.each([CONFIRM, BREAK])('%s', async (mutation) => {
    const foreign = await office.ask(mutation, READER, { file: MAN });
    expect(refusalOf(foreign)).toEqual(['BAD_REQUEST', 'NOT_OWN_FILE']);
    expect((await office.ask(mutation, READER, { file: 'CCAS_LONGVIC:no-such-file' })).text).toBe(foreign.text);
    const herself = await office.asPerson(MAN);
    expect(refusalOf(await office.ask(mutation, herself, { file: MAN }))).toEqual(['BAD_REQUEST', 'NOT_OWN_FILE']);
  });

  test.each([
    ['the officer', 'AG-14', 'AUDIT'],
    ['the data-protection officer', 'AG-23', 'AUDIT'],
  ] as const)('%s may', async (_, agent, purpose) => {
    await candidate(MAN);
    expect(refusalOf(await confirm(MAN, { agent, purpose }))).toEqual([undefined, undefined]);
    expect(refusalOf(await breakIt(MAN, { agent, purpose }))).toEqual([undefined, undefined]);
  });

  test.each([
    ['the police', 'AG-05', 'SECURITY', 'COMMUNE_LONGVIC:L-12094'],
    ['the police, whatever they declare', 'AG-05', 'CASE', 'COMMUNE_LONGVIC:L-12094'],
    ['the mayor', 'AG-15', 'STEERING', 'COMMUNE_LONGVIC:L-12094'],
    ['an analyst', 'AG-13', 'STATISTICS', 'DEPT_21:D-5512'],
    ['who steers', 'AG-23', 'STEERING', MAN],
  ] as const)('%s may not, and learns nothing', async (_, agent, purpose, file) => {
    const before = await statusOf(file);
    for (const mutation of [CONFIRM, BREAK]) {
      const known = await office.ask(mutation, { agent, purpose }, { file });
      expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
      const unknown = await office.ask(mutation, { agent, purpose }, { file: `${file.split(':')[0]}:no-such-file` });
      expect(unknown.text).toBe(known.text);
    }
    expect([before, await statusOf(file)]).toEqual(['CONFIRMED', 'CONFIRMED']);
  });
});
