import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findIndicator } from '../../../../disclosure/catalogue.ts';
import { daysOf } from '../../../../disclosure/periods.ts';
import { readFrames } from '../../../../gateway/statistics/frames/frame-source.repository.ts';
import { freshDatabase } from '../../../support/database.ts';

let client: pg.Client;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('hub');
  drop = database.drop;
  client = new pg.Client(database.url);
  await client.connect();
  await client.query(
    `INSERT INTO body (code, kind, name, registered_on) VALUES ('DEPT', 'DEPARTEMENT', 'D', '2025-01-01'), ('CCAS', 'CCAS', 'C', '2025-01-01')`,
  );
});
afterAll(async () => {
  await client?.end();
  await drop?.();
});

/** The records of one indicator in a period, as `body record bins`. */
async function frames(code: string, period: string): Promise<readonly string[]> {
  const indicator = findIndicator(code)!;
  const found = await readFrames(client, indicator, daysOf(indicator.period, period)!);
  return [...found].flatMap(([body, records]) =>
    records.map(({ record, bins }) => [body, record, ...Object.values(bins)].join(' ')),
  );
}

describe('referrals', () => {
  beforeAll(async () => {
    await client.query(
      `INSERT INTO referral (id, number, kind, purpose, reason_code, urgency, sender_body, recipient_body, created_on, sent_at,
         ack_due_on, acknowledged_at, decision_due_on, decided_at, decision, expires_on, closed_at, outcome, state)
       SELECT id, id, 'FICHE_LIAISON', 'REFERRAL', 'HOUSING', 'NORMAL', 'DEPT', 'CCAS', '2026-04-02', sent, '2026-04-10', ack,
              '2026-04-24', decided, decision, '2026-06-02', closed, outcome, state
         FROM (VALUES
           ('DRAFT', NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, NULL, NULL::timestamptz, NULL, 'DRAFT'),
           ('BEFORE', '2026-03-31 21:59Z', NULL, NULL, NULL, NULL, NULL, 'SENT'),
           ('FIRST', '2026-03-31 22:00Z', '2026-04-10 21:00Z', '2026-04-24 10:00Z', 'ACCEPTED', '2026-05-20 10:00Z', 'SUPPORT_COMPLETED', 'CLOSED'),
           ('LATE', '2026-04-02 08:00Z', '2026-04-10 22:30Z', '2026-04-25 10:00Z', 'REFUSED', '2026-07-20 10:00Z', 'NOT_ELIGIBLE', 'CLOSED'),
           ('SILENT', '2026-04-03 08:00Z', NULL, NULL, NULL, NULL, NULL, 'EXPIRED'),
           ('BACK', '2026-04-04 08:00Z', NULL, NULL, NULL, NULL, NULL, 'CANCELLED'),
           ('UNDATED', '2026-04-05 08:00Z', NULL, NULL, 'REDIRECTED', NULL, NULL, 'IN_REVIEW')
         ) AS given(id, sent, ack, decided, decision, closed, outcome, state)`,
    );
  });

  test('are sent at an instant of the quarter as Paris has it (R1)', async () => {
    const sent = ['FIRST', 'LATE', 'SILENT', 'BACK', 'UNDATED'];
    expect(await frames('R1', '2026-Q2')).toEqual(sent.map((id) => `DEPT referral:${id} FICHE_LIAISON CCAS`));
    expect(await frames('R1', '2026-Q1')).toEqual(['DEPT referral:BEFORE FICHE_LIAISON CCAS']);
  });

  test('are acknowledged by the last day, later or not; what was called back was due nothing (R2)', async () => {
    expect(await frames('R2', '2026-Q2')).toEqual([
      'DEPT referral:BEFORE LATE FICHE_LIAISON CCAS',
      'DEPT referral:FIRST IN_TIME FICHE_LIAISON CCAS',
      'DEPT referral:LATE LATE FICHE_LIAISON CCAS',
      'DEPT referral:SILENT LATE FICHE_LIAISON CCAS',
      'DEPT referral:UNDATED UNKNOWN FICHE_LIAISON CCAS',
    ]);
  });

  test('are decided by the recipient, whose figure it is (R3, R6)', async () => {
    expect(await frames('R3', '2026-Q2')).toEqual([
      'CCAS referral:BEFORE LATE FICHE_LIAISON DEPARTEMENT',
      'CCAS referral:FIRST IN_TIME FICHE_LIAISON DEPARTEMENT',
      'CCAS referral:LATE LATE FICHE_LIAISON DEPARTEMENT',
      'CCAS referral:SILENT LATE FICHE_LIAISON DEPARTEMENT',
      'CCAS referral:UNDATED UNKNOWN FICHE_LIAISON DEPARTEMENT',
    ]);
    expect(await frames('R6', '2026-Q2')).toEqual([
      'CCAS referral:FIRST ACCEPTED FICHE_LIAISON DEPARTEMENT',
      'CCAS referral:LATE REFUSED FICHE_LIAISON DEPARTEMENT',
    ]);
  });

  test('end with an outcome or without, in the quarter in which they do; one that expires has no outcome in time (R4, R5)', async () => {
    expect(await frames('R4', '2026-Q2')).toEqual(['CCAS referral:FIRST SUPPORT_COMPLETED FICHE_LIAISON DEPARTEMENT']);
    expect(await frames('R5', '2026-Q2')).toEqual([
      'DEPT referral:BEFORE NOT_GIVEN FICHE_LIAISON CCAS',
      'DEPT referral:FIRST GIVEN FICHE_LIAISON CCAS',
      'DEPT referral:LATE NOT_GIVEN FICHE_LIAISON CCAS',
      'DEPT referral:SILENT NOT_GIVEN FICHE_LIAISON CCAS',
      'DEPT referral:UNDATED NOT_GIVEN FICHE_LIAISON CCAS',
    ]);
    expect(await frames('R5', '2026-Q3')).toEqual([]);
  });
});

test('hand-overs are answered, or lapse, with the days that it took (H1)', async () => {
  await client.query(
    `INSERT INTO handover_proposal (id, subject, from_body, to_body, cause, allocation, proposed_on, due_on, state, answered_on)
     VALUES ('A', 'a', 'CCAS', 'DEPT', 'MOVE', 'RSA', '2025-02-01', '2025-03-03', 'ACCEPTED', '2025-02-08'),
            ('B', 'b', 'CCAS', 'DEPT', 'MOVE', 'RSA', '2025-02-01', '2025-03-03', 'DECLINED', '2025-02-17'),
            ('C', 'c', 'CCAS', 'DEPT', 'MOVE', 'RSA', '2025-02-01', '2025-03-03', 'PROPOSED', NULL),
            ('D', 'd', 'CCAS', 'DEPT', 'MOVE', 'RSA', '2025-12-20', '2026-01-19', 'PROPOSED', NULL)`,
  );
  expect(await frames('H1', '2025')).toEqual([
    'CCAS handover:A ACCEPTED 0-7',
    'CCAS handover:B DECLINED 16-30',
    'CCAS handover:C LAPSED UNKNOWN',
  ]);
});

test('cases are open on a day of the quarter (C1)', async () => {
  await client.query(
    `INSERT INTO shared_case (id, pilot_body, purpose, status, opened_on, closed_on)
     VALUES ('OPEN', 'DEPT', 'CASE', 'ACTIVE', '2026-03-31', NULL), ('ENDED', 'DEPT', 'CASE', 'CLOSED', '2026-01-01', '2026-04-01'),
            ('PROPOSED', 'DEPT', 'CASE', 'PROPOSED', '2026-02-01', NULL), ('NEXT', 'DEPT', 'CASE', 'ACTIVE', '2026-04-01', NULL)`,
  );
  expect(await frames('C1', '2026-Q1')).toEqual(['DEPT case:ENDED', 'DEPT case:OPEN']);
  expect(await frames('C1', '2026-Q2')).toEqual(['DEPT case:OPEN', 'DEPT case:NEXT']);
});

test('acts are counted by what they were, of each person the first; nobody’s own looks are accesses (G1)', async () => {
  await client.query(
    `INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose, owner_body, subject,
                                category, decision, rule, rule_set_version, count)
     SELECT gen_random_uuid(), at::timestamptz, gen_random_uuid(), '', 'AG', agent_body, 'X', 'X', 'CASE', 'CCAS', subject, 'IDENTITY',
            decision, 'R', 'v1', 1
       FROM (VALUES ('2026-03-05', 'DEPT', 's', 'PERMIT'), ('2026-03-06', 'DEPT', 's', 'PERMIT'), ('2026-03-06', 'DEPT', 's', 'DENY'),
                    ('2026-03-06', 'CCAS', 't', 'PERMIT'), ('2026-03-06', 'DEPT', NULL, 'PERMIT'), ('2026-04-06', 'DEPT', 'u', 'PERMIT')
            ) AS given(at, agent_body, subject, decision)`,
  );
  await client.query(
    `INSERT INTO emergency_access (id, agent, agent_body, owner_body, subject, motive, declared_at, expires_at)
     VALUES ('E', 'AG', 'DEPT', 'CCAS', 's', 'DANGER', '2026-03-07', '2026-03-08')`,
  );
  const acts = (await frames('G1', '2026-03')).map((line) => line.split(' ').at(-1));
  expect(acts).toEqual(['ACCESS_RELEASED', 'ACCESS_WITHHELD', 'EMERGENCY']);
});
