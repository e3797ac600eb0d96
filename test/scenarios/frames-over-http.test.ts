import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { writeGiven } from './given.ts';

/** The checks that read no file: frames, counts, the directory, accords and traces. */
const NOON = parisInstant('2026-05-04T10:00');
let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON, bodies: ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await writeGiven(world);
});
afterEach(() => territory?.setClock(NOON));
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

/** What the journal holds of an answer at one owner, as the scenarios write it. */
async function decided(answer: HubAnswer, owner: string): Promise<readonly string[]> {
  const lines = await territory.linesOf(answer.operation);
  return lines
    .filter((line) => line.owner === owner)
    .map(({ category, decision, rule, reason, transform }) =>
      [category, decision, rule, reason ?? (transform === 'NONE' ? null : transform)].filter(Boolean).join(' '),
    );
}

test('S17 STATISTIC, purpose SECURITY: figures are no secret, and a Département has none of a crèche', async () => {
  const board = (code: string) => `{ body(code: "${code}") { avipBoard { capacity waitlistLength } } }`;
  const answer = await territory.ask(board('DEPT_21'), { agent: 'AG-05', purpose: 'SECURITY' });
  expect(await decided(answer, 'DEPT_21')).toEqual(['STATISTIC PERMIT R702 COUNT_K']);
  expect(answer.body).toEqual({ data: { body: { avipBoard: null } } });
  expect(territory.received).toEqual([]);

  const commune = await territory.ask(board('COMMUNE_LONGVIC'), { agent: 'AG-13', purpose: 'STATISTICS' });
  expect(await decided(commune, 'COMMUNE_LONGVIC')).toEqual(['STATISTIC PERMIT R702 COUNT_K']);
  expect(dataOf<{ body: { avipBoard: { capacity: number } } }>(commune).body.avipBoard.capacity).toBe(6);
});

test('S24 AG-01 (sender) reads REFERRAL_META at COMMUNE_LONGVIC: the state and the rank, and nothing else of it', async () => {
  territory.setClock(parisInstant('2026-09-08T10:00'));
  const answer = await territory.ask('{ referral(id: "FO-7") { number handling { state waitlistPosition } } }', {
    agent: 'AG-01',
    purpose: 'CHILDCARE_AVIP',
  });
  expect(await decided(answer, 'COMMUNE_LONGVIC')).toEqual(['REFERRAL_META PERMIT R600']);
  expect(await decided(answer, 'DEPT_21')).toEqual(['REFERRAL_META INTERNAL G0']);
  expect(answer.body).toEqual({
    data: { referral: { number: 'FO-7', handling: { state: 'WAITLISTED', waitlistPosition: 1 } } },
  });
});

test('S24 the crèche sees of the form what the mother signed, and of the household its composition', async () => {
  territory.setClock(parisInstant('2026-09-08T10:00'));
  const accord = await world.consent('DEPT_21:D-7061', {
    ...{ categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'BENEFITS'], fromBodies: ['DEPT_21'] },
    ...{ toBodies: ['COMMUNE_LONGVIC'], purposes: ['CHILDCARE_AVIP'], grantedBy: ['PARENT_A'] },
  });
  const query = `{ person(id: "DEPT_21:D-7061") {
    birthName sex phone childrenCount singleParent coupleStatus minimaSociaux benefits { kind } } }`;
  const answer = await territory.ask(query, { agent: 'AG-04', purpose: 'CHILDCARE_AVIP' });
  const [request] = territory.received;
  expect(request?.pass?.grants[0]?.fields).toEqual([
    'Person.birthName',
    'Person.childrenCount',
    'Person.singleParent',
    'Person.minimaSociaux',
  ]);
  expect(dataOf<{ person: object }>(answer).person).toMatchObject({
    ...{ birthName: 'SOW', childrenCount: 1, singleParent: true },
    ...{ sex: null, phone: null, coupleStatus: null, benefits: null },
  });
  expect(await decided(answer, 'DEPT_21')).toEqual([
    'BENEFITS PERMIT R510 FLAG',
    'CONTACT DENY R508 CONDITION_NOT_MET:COSIGNED_PAYLOAD',
    'HOUSEHOLD PERMIT R509 COMPOSITION_ONLY',
    'IDENTITY PERMIT R508',
  ]);
  expect((await territory.linesOf(answer.operation))[0]?.consent).toBe(accord);
});

test('S33 R507 CASE_META to AG-12, R521 CASE_META to AG-02', async () => {
  await world.consent('DEPT_21:D-5049', {
    ...{
      categories: ['CASE_META'],
      fromBodies: ['DEPT_21', 'COMMUNE_LONGVIC'],
      toBodies: ['ML_DIJON', 'CCAS_LONGVIC'],
    },
    purposes: ['EMPLOYMENT', 'CASE'],
  });
  const youth = await territory.ask('{ sharedCase(id: "CJE-33") { status } }', {
    agent: 'AG-12',
    purpose: 'EMPLOYMENT',
  });
  expect(await decided(youth, 'COMMUNE_LONGVIC')).toEqual(['CASE_META PERMIT R507']);
  expect(youth.body).toEqual({ data: { sharedCase: { status: 'ACTIVE' } } });
  const ccas = await territory.ask('{ sharedCase(id: "SP-33") { status } }', { agent: 'AG-02', purpose: 'CASE' });
  expect(await decided(ccas, 'DEPT_21')).toEqual(['CASE_META PERMIT R521']);
  expect(territory.received).toEqual([]);
});

test('S33 R601 CONSENT_RECORD to AG-02: the scope of the accord, and not who gave it', async () => {
  const id = await world.consent('DEPT_21:D-5049', {
    ...{ categories: ['HOUSING'], fromBodies: ['DEPT_21'], toBodies: ['CCAS_LONGVIC'], purposes: ['CASE'] },
    caseId: 'SP-33',
  });
  const query = `query($id: ID!) { consent(id: $id) { categories status grantedBy } }`;
  const answer = await territory.ask(query, { agent: 'AG-02', purpose: 'CASE', variables: { id } });
  expect(await decided(answer, 'DEPT_21')).toEqual(['CONSENT_RECORD PERMIT R601 SCOPE_ONLY']);
  expect(answer.body.data).toEqual({ consent: { categories: ['HOUSING'], status: 'ACTIVE', grantedBy: null } });
  // Whoever takes no part in the case knows of no such accord.
  const other = await territory.ask(query, { agent: 'AG-12', purpose: 'EMPLOYMENT', variables: { id } });
  const unknown = await territory.ask(query, { agent: 'AG-12', purpose: 'EMPLOYMENT', variables: { id: 'C-NONE' } });
  expect(other.text).toBe(unknown.text);
});

test('S33 R701 AGENT_DIRECTORY to AG-12: who works there, and since nobody is bound to silence about it, no person reads it', async () => {
  const query = '{ body(code: "COMMUNE_LONGVIC") { agents { name profession service } } }';
  const answer = await territory.ask(query, { agent: 'AG-12', purpose: 'DIRECTORY' });
  expect(await decided(answer, 'COMMUNE_LONGVIC')).toEqual(['AGENT_DIRECTORY PERMIT R701']);
  const { agents } = dataOf<{ body: { agents: { name: string }[] } }>(answer).body;
  expect(agents.map(({ name }) => name)).toEqual(['AG-04', 'AG-05', 'AG-15', 'AG-18']);
  expect(agents[0]).toEqual({ name: 'AG-04', profession: 'MUNI_CHILDCARE', service: 'MULTI_ACCUEIL' });

  const person = await asPerson('DEPT_21:D-5512', query);
  expect(await decided(person, 'COMMUNE_LONGVIC')).toEqual([
    'AGENT_DIRECTORY DENY R701 RECIPIENT_NOT_BOUND_BY_SECRECY',
  ]);
  expect(person.body.data).toEqual({ body: { agents: null } });
});

async function asPerson(file: string, query: string, represents = false): Promise<HubAnswer> {
  const subject = await world.subjectOf(file);
  const claims = { subject: [subject], represents };
  const token = await territory.signToken({ agent: 'identity-1', body: 'PERSONNES', now: new Date(), claims });
  return territory.ask(query, { agent: 'identity-1', purpose: 'SUBJECT_RIGHTS', token });
}

const TRACES =
  '{ accessRecords(first: 100) { totalCount edges { node { category ownerBody { code } agentBody { code } } } } }';
type Traces = {
  readonly accessRecords: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: { readonly category: string; readonly ownerBody: { readonly code: string } };
    }[];
  };
};

test('S31 an officer finds the accesses of her body on either side, and no other', async () => {
  await world.share(
    'SP-31-METRO',
    ['DEPT_21:D-5512'],
    [
      { body: 'DEPT_21', agent: 'AG-01' },
      { body: 'METRO_DIJON', agent: 'AG-08' },
    ],
  );
  const housing = '{ person(id: "DEPT_21:D-5512") { housing { tenure } } }';
  const recipient = await territory.ask(housing, { agent: 'AG-02', purpose: 'CASE' });
  const elsewhere = await territory.ask(housing, { agent: 'AG-08', purpose: 'CASE' });
  expect(await territory.linesOf(recipient.operation)).toHaveLength(1);
  expect(await territory.linesOf(elsewhere.operation)).toHaveLength(1);

  territory.setClock(parisInstant('2026-05-04T11:00'));
  const found = await territory.ask(TRACES, { agent: 'AG-14', purpose: 'AUDIT' });
  const { edges } = dataOf<Traces>(found).accessRecords;
  expect(edges.map(({ node }) => [node.category, node.ownerBody.code])).toContainEqual(['HOUSING', 'DEPT_21']);
  expect(JSON.stringify(edges)).not.toContain('METRO_DIJON');
  expect(new Set(await decided(found, 'DEPT_21'))).toEqual(new Set(['AUDIT_TRACE PERMIT R602 OWN_BODY_SCOPE']));
});

test('S31 the person reads her own AUDIT_TRACE, but nothing of an information préoccupante, and nobody else’s', async () => {
  await world.transmit('CCAS_LONGVIC:3918', 'CCAS_LONGVIC', 'DEPT_21', parisInstant('2026-05-04T09:00'));
  const child = '{ person(id: "CCAS_LONGVIC:3918") { birthName } }';
  await territory.ask(child, { agent: 'AG-07', purpose: 'IP_TRANSMIT' });
  await territory.ask(child, { agent: 'AG-17', purpose: 'CHILD_PROTECTION' });
  territory.setClock(parisInstant('2026-05-04T11:00'));

  const own = await asPerson('DEPT_21:D-5512', TRACES);
  expect(dataOf<Traces>(own).accessRecords.totalCount).toBeGreaterThan(0);
  expect(
    new Set(
      (await territory.linesOf(own.operation)).map(
        ({ decision, rule, transform }) => `${decision} ${rule} ${transform}`,
      ),
    ),
  ).toEqual(new Set(['PERMIT R004 OWN_DATA_ONLY']));
  expect(new Set((await territory.linesOf(own.operation)).map(({ subject }) => subject))).toEqual(
    new Set([await world.subjectOf('DEPT_21:D-5512')]),
  );

  const leo = await asPerson('DEPT_21:D-7725', TRACES, true);
  const traces = dataOf<Traces>(leo).accessRecords;
  expect(traces.totalCount).toBe(1);
  expect(traces.edges.map(({ node }) => node.ownerBody.code)).toEqual(['CCAS_LONGVIC']);
});

test('S29 and R005: who represents a person whose address is protected sees no trace of who knows her', async () => {
  const query = '{ person(id: "CCAS_LONGVIC:8350") { birthName phone } accessRecords { totalCount } }';
  await territory.ask('{ person(id: "CCAS_LONGVIC:8350") { birthName } }', { agent: 'AG-01', purpose: 'CASE' });
  territory.setClock(parisInstant('2026-05-04T11:00'));
  const herself = await asPerson('CCAS_LONGVIC:8350', query);
  expect(dataOf<{ person: { phone: string }; accessRecords: { totalCount: number } }>(herself)).toMatchObject({
    person: { birthName: 'TARDIEU', phone: expect.any(String) },
    accessRecords: { totalCount: 1 },
  });
  const other = await asPerson('CCAS_LONGVIC:8350', query, true);
  expect(dataOf(other)).toEqual({ person: { birthName: 'TARDIEU', phone: null }, accessRecords: { totalCount: 0 } });
});
