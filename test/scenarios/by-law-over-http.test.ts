import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';

/** What the law lets cross without an accord, and how little of it: seen in what the bodies were asked. */
const NOON = parisInstant('2026-05-04T10:00');
let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON, bodies: ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
});
afterEach(() => world?.undo());
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

const LEO = { DEPT_21: 'DEPT_21:D-7725', CCAS_LONGVIC: 'CCAS_LONGVIC:3918' };
const HENRI = { DEPT_21: 'DEPT_21:D-6190', CCAS_LONGVIC: 'CCAS_LONGVIC:6044' };
const FATOU = { DEPT_21: 'DEPT_21:D-3874', COMMUNE_LONGVIC: 'COMMUNE_LONGVIC:L-28355' };

async function read(id: string, selection: string, asked: Asked): Promise<HubAnswer> {
  return territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, { ...asked, variables: { id } });
}

/** The fields that the passes of the last question named. */
function asked(): readonly string[] {
  return territory.received.flatMap(({ pass }) => pass?.grants.flatMap(({ fields }) => fields) ?? []).sort();
}

async function decided(answer: HubAnswer): Promise<readonly string[]> {
  const lines = await territory.linesOf(answer.operation);
  return lines.map(({ category, decision, rule, reason, transform }) =>
    [category, decision, rule, reason ?? transform].join(' '),
  );
}

test('R001: an emergency opens what saves a life, for the agent who declared it, for four hours', async () => {
  const selection = 'birthName birthDate phone email addressLine vitalRisk health { condition } apaStatus { hasApa }';
  const caller: Asked = { agent: 'AG-02', purpose: 'EMERGENCY' };
  await world.declareEmergency(HENRI.DEPT_21, 'AG-02', 'CCAS_LONGVIC', NOON);
  const answer = await read(HENRI.DEPT_21, selection, caller);
  expect(asked()).toEqual(['Person.addressLine', 'Person.birthName', 'Person.phone', 'Person.vitalRisk']);
  expect(dataOf<{ person: object }>(answer).person).toMatchObject({ vitalRisk: 'CARDIAC', email: null, health: null });
  expect(new Set(await decided(answer))).toEqual(
    new Set(['IDENTITY', 'CONTACT', 'HEALTH', 'AUTONOMY'].map((category) => `${category} PERMIT R001 EMERGENCY_MIN`)),
  );

  await read(HENRI.DEPT_21, 'phone', { ...caller, agent: 'AG-02b' });
  expect(territory.received).toEqual([]);
  territory.setClock(parisInstant('2026-05-04T14:00'));
  const late = await read(HENRI.DEPT_21, 'phone', caller);
  expect(await decided(late)).toEqual(['CONTACT DENY R001 CONDITION_NOT_MET:EMERGENCY_DECLARED']);
  territory.setClock(NOON);
});

test('R002: the CRIP reads at the body that transmitted, and at no other', async () => {
  await world.transmit(LEO.CCAS_LONGVIC, 'CCAS_LONGVIC', 'DEPT_21', NOON);
  const caller: Asked = { agent: 'AG-07', purpose: 'IP_TRANSMIT' };
  const answer = await read(LEO.CCAS_LONGVIC, 'birthName housing { indecency } budget { debtTotal }', caller);
  expect(asked()).toEqual(['Person.birthName', 'Person.housing.indecency']);
  expect(dataOf<{ person: object }>(answer).person).toMatchObject({
    birthName: 'MARTIN',
    housing: { indecency: true },
  });
  const elsewhere = await read('COMMUNE_LONGVIC:L-40618', 'birthName', caller);
  expect(await decided(elsewhere)).toEqual(['IDENTITY DENY R002 CONDITION_NOT_MET:CHILD_IN_DANGER_OR_RISK']);
  expect(elsewhere.text).toBe((await read('COMMUNE_LONGVIC:nobody', 'birthName', caller)).text);
});

test('R003: the mayor learns that several professionals are needed, and never for what', async () => {
  const caller: Asked = { agent: 'AG-15', purpose: 'COORD_NOTICE' };
  const selection =
    'birthName firstNames birthDate severalProfessionalsNeeded followUp { openedOn } housing { tenure }';
  await world.notify(HENRI.CCAS_LONGVIC, 'CCAS_LONGVIC', ['COMMUNE_LONGVIC'], NOON);
  const answer = await read(HENRI.CCAS_LONGVIC, selection, caller);
  expect(asked()).toEqual(['Person.birthName', 'Person.firstNames', 'Person.severalProfessionalsNeeded']);
  expect(await decided(answer)).toEqual([
    'HOUSING DENY R108 RULE_NEVER',
    'IDENTITY PERMIT R003 NEED_ONLY',
    'PRESENCE PERMIT R003 NEED_ONLY',
  ]);
  await world.undo();
  await world.notify(HENRI.CCAS_LONGVIC, 'CCAS_LONGVIC', ['DEPT_21'], NOON);
  expect(await decided(await read(HENRI.CCAS_LONGVIC, 'birthName', caller))).toEqual(['IDENTITY DENY R108 RULE_NEVER']);
});

test('R200 and R201: of a child, what was called necessary and stands on the white list; the rest keeps its reason', async () => {
  await world.share(
    'SP-CHILD',
    [LEO.DEPT_21],
    [
      { body: 'DEPT_21', service: 'ASE', agent: 'AG-17' },
      { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT' },
    ],
    { childProtection: true, parentsInformation: 'INFORMED', parentsInformedOn: new Date('2026-04-20') },
  );
  const caller: Asked = { agent: 'AG-17', purpose: 'CHILD_PROTECTION' };
  const selection = 'housing { tenure arrearsMonths indecency } birthName';
  const named = { 'x-necessary': 'housing.indecency housing.arrearsMonths; reason=ASSESSMENT' };
  const answer = await read(LEO.CCAS_LONGVIC, selection, { ...caller, headers: named });
  expect(asked()).toEqual(['Person.housing.indecency']);
  expect(await decided(answer)).toEqual([
    'HOUSING PERMIT R200 STRICTLY_NECESSARY',
    'IDENTITY PERMIT R200 STRICTLY_NECESSARY',
  ]);
  expect(answer.body.extensions?.decisions.map(({ path, decision, transform }) => [path, decision, transform])).toEqual(
    [
      ['person.housing.tenure', 'PERMIT', 'STRICTLY_NECESSARY'],
      ['person.housing.arrearsMonths', 'PERMIT', 'STRICTLY_NECESSARY'],
      ['person.birthName', 'PERMIT', 'STRICTLY_NECESSARY'],
    ],
  );

  await read(LEO.CCAS_LONGVIC, selection, caller);
  expect(asked()).toEqual([]);
  const back: Asked = { agent: 'AG-02b', purpose: 'CHILD_PROTECTION' };
  await read(LEO.DEPT_21, 'health { condition } healthChildImpact { impactOnCare }', back);
  expect(asked()).toEqual(['Person.healthChildImpact.impactOnCare']);
});

test('R210: a care team shares as long as the person was told and does not object', async () => {
  await world.share(
    'SP-CARE',
    [HENRI.DEPT_21],
    [
      { body: 'DEPT_21', service: 'PMI', agent: 'AG-06', inCareTeam: true },
      { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT', agent: 'AG-02b', inCareTeam: true },
    ],
    { purpose: 'CARE' },
  );
  const caller: Asked = {
    ...{ agent: 'AG-02b', purpose: 'CARE' },
    headers: { 'x-necessary': 'HEALTH IDENTITY; reason=CARE_CONTINUITY' },
  };
  const selection = 'health { condition } birthName';
  const scope = { fromBodies: ['DEPT_21'], toBodies: ['CCAS_LONGVIC'], purposes: ['CARE'] };
  expect(await decided(await read(HENRI.DEPT_21, 'birthName', caller))).toEqual([
    'IDENTITY DENY R210 SUBJECT_OBJECTED',
  ]);

  await world.consent(HENRI.DEPT_21, { kind: 'INFORMATION_NO_OBJECTION', ...scope });
  await read(HENRI.DEPT_21, selection, caller);
  expect(asked()).toEqual(['Person.birthName', 'Person.health.condition']);

  await world.consent(HENRI.DEPT_21, { kind: 'OBJECTION', ...scope, categories: ['HEALTH'] });
  const objected = await read(HENRI.DEPT_21, selection, caller);
  expect(asked()).toEqual(['Person.birthName']);
  expect(await decided(objected)).toEqual([
    'HEALTH DENY R210 SUBJECT_OBJECTED',
    'IDENTITY PERMIT R210 STRICTLY_NECESSARY',
  ]);
});

test('R220: who instructs the RSA reads what the RSA needs', async () => {
  await world.apply('B-RSA', FATOU.DEPT_21, {
    ...{ kind: 'RSA', bodyCode: 'DEPT_21', service: 'ESCO_LONGVIC', otherBodies: ['COMMUNE_LONGVIC'] },
  });
  const caller: Asked = { agent: 'AG-01', purpose: 'BENEFIT_INSTRUCTION' };
  const selection =
    'birthName sex birthDate phone postcode rsa { status } benefits { kind } employment { status jobGoal } singleParent';
  const closed = await read(FATOU.COMMUNE_LONGVIC, 'rsa { status }', caller);
  expect(await decided(closed)).toEqual(['BENEFITS DENY R502 CONSENT_MISSING']);

  await world.say(FATOU.DEPT_21, 'RSA_INSTRUCTION_OPEN', 'yes');
  await read(FATOU.COMMUNE_LONGVIC, selection, caller);
  expect(asked()).toEqual([
    'Person.birthDate',
    'Person.birthName',
    'Person.employment.status',
    'Person.postcode',
    'Person.rsa.status',
    'Person.singleParent',
  ]);
});

test('R230: the statutory route is open where an avenant opens it, and there it asks for a coordinator', async () => {
  const people = [
    { body: 'DEPT_21', service: 'ESCO_LONGVIC', agent: 'AG-01' },
    { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT', agent: 'AG-02' },
  ];
  await world.share('SP-230', [HENRI.CCAS_LONGVIC], people, {
    ...{ coordinator: 'AG-02', coordinatorBody: 'CCAS_LONGVIC', designatedByMayorOf: 'COMMUNE_LONGVIC' },
    ...{ presidentConsultedOn: new Date('2026-04-01'), designatedOn: new Date('2026-04-10') },
    personInformedOn: new Date('2026-04-11'),
  });
  const caller: Asked = { agent: 'AG-01', purpose: 'CASE', headers: { 'x-necessary': 'HOUSING; reason=COORDINATION' } };
  const closed = await read(HENRI.CCAS_LONGVIC, 'housing { tenure }', caller);
  expect(await decided(closed)).toEqual(['HOUSING DENY R501 CONSENT_MISSING']);

  await world.openStatutoryRoute('P-21-LONGVIC', '2026-05-04');
  const open = await read(HENRI.CCAS_LONGVIC, 'housing { tenure }', caller);
  expect(await decided(open)).toEqual(['HOUSING PERMIT R230 STRICTLY_NECESSARY']);
  expect(asked()).toEqual(['Person.housing.tenure']);
  territory.setClock(parisInstant('2026-05-03T10:00'));
  const before = await read(HENRI.CCAS_LONGVIC, 'housing { tenure }', caller);
  expect(await decided(before)).toEqual(['HOUSING DENY R501 CONSENT_MISSING']);
  territory.setClock(NOON);
});
