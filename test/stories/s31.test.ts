import { afterAll, beforeAll, expect, test } from 'vitest';
import { CCAS_WORKER, DEPT_WORKER, GERARD, GERARD_AT_DEPT, type Listed, OFFICER, rowsOf, SERGE } from './agents.ts';
import { type Day, openDay } from './day.ts';

/** Scenario S31, whole and over HTTP: each check of the table as the user meets it, and as the journal has it. */
let day: Day;
beforeAll(async () => {
  day = await openDay(['CCAS_LONGVIC', 'DEPT_21', 'METRO_DIJON']);
});
afterAll(() => day?.close());

interface Access {
  readonly id: string;
  readonly category: string;
  readonly agentBody: { readonly code: string };
  readonly ownerBody: { readonly code: string };
}
const decided = (lines: readonly { category: string; decision: string; rule: string; reason: string | null }[]) =>
  new Set(lines.map(({ category, decision, rule, reason }) => [category, decision, rule, reason].join(' ').trim()));

test('S31 end to end', async () => {
  // Three accesses: of the Département to the CCAS, of the CCAS to the Département, of the Métropole to the Département.
  await day.ask('agent/read-person', DEPT_WORKER, { id: GERARD });
  await day.ask('agent/read-person', CCAS_WORKER, { id: GERARD_AT_DEPT });
  const metro = { agent: 'AG-08', purpose: 'HOUSING_FSL' } as const;
  const elsewhere = await day.asked('agent/read-person', metro, { id: GERARD_AT_DEPT });
  expect(elsewhere.lines.map(({ owner }) => owner)).toContain('DEPT_21');
  day.at('2026-05-04T11:00');

  // AUDIT_TRACE where her body is owner or recipient: PERMIT R602 [OWN_BODY_SCOPE].
  const own = await day.asked<{ accessRecords: Listed<Access> }>('officer/access-records', OFFICER);
  const sides = rowsOf(own.data.accessRecords).map(({ agentBody, ownerBody }) => `${agentBody.code} ${ownerBody.code}`);
  expect(new Set(sides)).toEqual(new Set(['DEPT_21 CCAS_LONGVIC', 'CCAS_LONGVIC DEPT_21']));
  expect(decided(own.lines)).toEqual(new Set(['AUDIT_TRACE PERMIT R602']));
  expect(new Set(own.lines.map(({ transform }) => transform))).toEqual(new Set(['OWN_BODY_SCOPE']));

  // AUDIT_TRACE of an access between the Département and the Métropole: DENY R602 CONDITION_NOT_MET:OWN_BODY.
  const { rows } = await day.territory.hubDatabase.query<{ id: string }>(
    `SELECT id FROM access_record WHERE agent = 'AG-08' AND category = 'HOUSING' LIMIT 1`,
  );
  const input = { object: 'ACCESS', objectId: rows[0]?.id };
  const foreign = await day.territory.ask('mutation($input: ContestInput!) { contest(input: $input) { reference } }', {
    ...OFFICER,
    variables: { input },
  });
  expect(foreign.body.errors?.[0]?.extensions.code).toBe('NOT_DISCLOSED');
  expect(decided(await day.territory.linesOf(foreign.operation))).toContain(
    'AUDIT_TRACE DENY R602 CONDITION_NOT_MET:OWN_BODY',
  );

  // HOUSING under AUDIT: DENY R990 NO_RULE, and the body is asked for nothing.
  const housing = await day.asked<{ person: { housing: unknown } | null }>('agent/read-person', OFFICER, {
    id: GERARD,
  });
  expect(housing.data.person?.housing ?? null).toBeNull();
  expect(day.territory.received).toEqual([]);
  expect(decided(housing.lines)).toContain('HOUSING DENY R990 NO_RULE');

  // The person reads her own AUDIT_TRACE: PERMIT R004 [OWN_DATA_ONLY].
  const gerard = await day.person(GERARD);
  const looked = await day.asked<{ me: { accessRecords: Listed<Access> } }>('person/who-looked', gerard);
  const who = rowsOf(looked.data.me.accessRecords).map(({ agentBody }) => agentBody.code);
  expect(new Set(who)).toEqual(new Set(['DEPT_21', 'CCAS_LONGVIC', 'METRO_DIJON']));
  const traces = looked.lines.filter(({ category }) => category === 'AUDIT_TRACE');
  expect(new Set(traces.map(({ decision, rule, transform }) => `${decision} ${rule} ${transform}`))).toEqual(
    new Set(['PERMIT R004 OWN_DATA_ONLY']),
  );
  const nobody = await day.ask<{ me: { accessRecords: Listed<Access> } }>('person/who-looked', await day.person(SERGE));
  expect(rowsOf(nobody.me.accessRecords)).toEqual([]);

  // The person reads WORRYING_INFO through the hub: DENY R103 RULE_NEVER.
  const worry = await day.territory.ask('query($id: ID!) { person(id: $id) { worryingInformation { facts } } }', {
    ...{ ...gerard, variables: { id: GERARD_AT_DEPT } },
  });
  expect(worry.body.data).toEqual({ person: null });
  expect(decided(await day.territory.linesOf(worry.operation))).toContain('WORRYING_INFO DENY R103 RULE_NEVER');

  // A contestation received on the fourth of May is answered by the fourth of June, and both sides read so.
  const access = rowsOf(looked.data.me.accessRecords).find(
    ({ category, ownerBody }) => category === 'HOUSING' && ownerBody.code === 'CCAS_LONGVIC',
  );
  const { contest } = await day.ask<{ contest: { reference: string; dueOn: string } }>('person/contest', gerard, {
    input: { object: 'ACCESS', objectId: access?.id },
  });
  expect(contest.dueOn).toBe('2026-06-04');
  const { workList } = await day.ask<{ workList: { contestationsToAnswer: object[] } }>('officer/work-list', OFFICER);
  expect(workList.contestationsToAnswer).toMatchObject([{ id: contest.reference, dueOn: '2026-06-04' }]);
  const { me } = await day.ask<{ me: { contestations: object[] } }>('person/my-contestations', gerard);
  expect(me.contestations).toMatchObject([{ id: contest.reference, state: 'OPEN', dueOn: '2026-06-04' }]);
});
