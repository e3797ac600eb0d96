import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Purpose } from '../../../schema/vocabulary.ts';
import { parisInstant } from '../../support/paris.ts';
import { openTerritory, type Territory } from '../../support/territory.ts';
import { openWorld, type World } from '../../support/world.ts';

const AMELIE = 'CCAS_SCEAUX:S4471';

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_92', 'CCAS_SCEAUX'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await world.habilitate('DIR-S', 'CCAS_SCEAUX', 'CCAS_DIR');
  await world.habilitate('DPO-92', 'DEPT_92', 'DPO');
  await world.habilitate('DPO-S', 'COMMUNE_SCEAUX', 'DPO');
  const places = [
    { body: 'CCAS_SCEAUX', agent: 'AG-11' },
    { body: 'DEPT_92', agent: 'AG-10' },
  ] as const;
  await world.share('SP-S13', [AMELIE], places);
  await world.refer('R-S13', AMELIE, places[0], places[1], { kind: 'FICHE_LIAISON', purpose: 'REFERRAL' });
  await world.consent(AMELIE, {
    ...{ fromBodies: ['CCAS_SCEAUX'], toBodies: ['DEPT_92'], purposes: ['CASE'] },
    categories: ['IDENTITY', 'CASE_META'],
  });
});
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

/** Who administers the instruments of each party, beside the agents of the scenarios. */
const ADMINISTRATORS: Readonly<Record<string, string>> = {
  'DIR-S': 'CCAS_SCEAUX',
  'DPO-92': 'DEPT_92',
  'DPO-S': 'COMMUNE_SCEAUX',
};

async function ask(query: string, agent: string, purpose: Purpose, at: string): Promise<unknown> {
  territory.setClock(parisInstant(at));
  const body = ADMINISTRATORS[agent];
  const token = body === undefined ? null : await territory.signToken({ agent, body, now: new Date() });
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await territory.ask(query, { agent: body === undefined ? agent : 'AG-10', purpose, headers });
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data;
}

/** What the one of the Département reads of the person, and why. */
async function reads(at: string): Promise<string> {
  territory.setClock(parisInstant(at));
  const answer = await territory.ask(`{ person(id: "${AMELIE}") { birthName } }`, { agent: 'AG-10', purpose: 'CASE' });
  const [line] = await territory.linesOf(answer.operation);
  return `${territory.received.length} ${line?.decision} ${line?.rule} ${line?.instrument} ${line?.reason}`;
}

/** What the sender sees of its referral, and the pilot of its case. What the other side did with it is the other side's. */
async function frames(at: string): Promise<string[]> {
  const referral = await ask('{ referral(id: "R-S13") { frozen handling { state } } }', 'AG-11', 'REFERRAL', at);
  const status = await ask('{ sharedCase(id: "SP-S13") { status } }', 'AG-11', 'CASE', at);
  const suspended = await ask('{ sharedCases(status: SUSPENDED) { edges { node { id } } } }', 'AG-11', 'CASE', at);
  const listed = String(/"SP-S13"/.test(JSON.stringify(suspended)));
  return [referral, status].map((each) => JSON.stringify(each).replaceAll(/["{}]/g, '')).concat(listed);
}

const RUNNING = ['referral:frozen:false,handling:state:ACCEPTED', 'sharedCase:status:ACTIVE', 'false'];
const STOPPED = ['referral:frozen:true,handling:state:null', 'sharedCase:status:SUSPENDED', 'true'];

test('S15: nothing crosses before the effect, and a period that nobody denounced is followed by the next', async () => {
  expect(await reads('2025-03-09T23:59')).toBe('0 DENY G1 P-92-SCEAUX INSTRUMENT_NOT_YET_EFFECTIVE');
  const on = (day: string) => `status(on: "${day}") periodNumber(on: "${day}")`;
  const read = (day: string) =>
    ask(`{ protocol(id: "P-21-LONGVIC") { ${on(day)} } }`, 'AG-10', 'CASE', '2026-05-04T10:00');
  expect(await read('2026-01-14')).toEqual({ protocol: { status: 'DRAFT', periodNumber: null } });
  expect(await read('2029-01-14')).toEqual({ protocol: { status: 'ACTIVE', periodNumber: 1 } });
  expect(await read('2029-01-15')).toEqual({ protocol: { status: 'ACTIVE', periodNumber: 2 } });
  expect(await read('2032-01-15')).toEqual({ protocol: { status: 'ACTIVE', periodNumber: 3 } });
});

test('S13: a party denounces, the notice runs, everything stops on one day, and comes back with the next instrument', async () => {
  const before = await frames('2026-08-31T10:00');
  expect(before).toEqual(RUNNING);

  const letter = `mutation { denounceInstrument(instrument: "P-92-SCEAUX", receivedOn: "2026-09-01", form: REGISTERED_LETTER) { status endsOn } }`;
  expect(await ask(letter, 'DIR-S', 'STEERING', '2026-09-01T10:00')).toEqual({
    denounceInstrument: { status: 'NOTICE_RUNNING', endsOn: '2026-12-01' },
  });

  expect(await reads('2026-11-30T23:59')).toBe('1 PERMIT R500 P-92-SCEAUX null');
  expect(await frames('2026-11-30T23:59')).toEqual(RUNNING);
  expect(await reads('2026-12-01T00:00')).toBe('0 DENY G1 P-92-SCEAUX INSTRUMENT_DENOUNCED');
  expect(await frames('2026-12-01T00:00')).toEqual(STOPPED);

  const next = `mutation { proposeInstrument(instrument: { id: "P-92-SCEAUX-2", kind: PROTOCOL, title: "Protocole de Sceaux", predecessor: "P-92-SCEAUX",
    parties: [{ body: "DEPT_92", basis: SIGNED }, { body: "CCAS_SCEAUX", basis: SIGNED }, { body: "COMMUNE_SCEAUX", basis: SIGNED }],
    communes: ["92071"], purposes: [CASE, REFERRAL], termMonths: 36, tacitRenewal: true, noticeMonths: 3,
    terminationMode: ANYTIME, noticeForm: REGISTERED_LETTER }) { status } }`;
  const sign = `mutation { signInstrument(instrument: "P-92-SCEAUX-2", signedOn: "2026-12-10") { status predecessor } }`;
  expect(await ask(next, 'DIR-S', 'STEERING', '2026-12-10T09:00')).toEqual({ proposeInstrument: { status: 'DRAFT' } });
  for (const agent of ['DIR-S', 'DPO-92']) {
    expect(await ask(sign, agent, 'STEERING', '2026-12-10T10:00')).toMatchObject({
      signInstrument: { status: 'SIGNED' },
    });
  }
  expect(await reads('2026-12-10T10:01')).toMatch(/^0 DENY G1/);
  expect(await ask(sign, 'DPO-S', 'STEERING', '2026-12-10T11:00')).toEqual({
    signInstrument: { status: 'ACTIVE', predecessor: 'P-92-SCEAUX' },
  });
  expect(await reads('2026-12-10T11:01')).toBe('1 PERMIT R500 P-92-SCEAUX-2 null');
  expect(await frames('2026-12-10T11:01')).toEqual(RUNNING);
});

test('an avenant signed by all narrows what crosses from its day on', async () => {
  const avenant = `mutation { amendInstrument(instrument: "P-92-SCEAUX-2", number: 1,
    changes: [{ kind: ADD_RESTRICTION, category: IDENTITY, profession: "*", purpose: CASE }]) { restrictions { category } } }`;
  for (const agent of ['DIR-S', 'DPO-92']) await ask(avenant, agent, 'STEERING', '2026-12-11T10:00');
  expect(await reads('2026-12-11T10:01')).toMatch(/^1 PERMIT/);
  await ask(avenant, 'DPO-S', 'STEERING', '2026-12-12T10:00');
  expect(await reads('2026-12-12T10:01')).toMatch(/^0 DENY \S+ P-92-SCEAUX-2 RULE_NEVER$/);
});

test('an avenant signed by all can take a purpose away, and an earlier day is judged by what held then', async () => {
  const avenant = `mutation { amendInstrument(instrument: "P-92-SCEAUX-2", number: 2,
    changes: [{ kind: REMOVE_PURPOSE, purpose: CASE }]) { purposes } }`;
  for (const agent of ['DIR-S', 'DPO-92', 'DPO-S']) await ask(avenant, agent, 'STEERING', '2026-12-14T10:00');
  // The first protocol carried CASE and has ended; the second does not carry it any more.
  expect(await reads('2026-12-14T10:01')).toBe('0 DENY G1 P-92-SCEAUX INSTRUMENT_DENOUNCED');
  expect(await reads('2026-12-11T10:01')).toMatch(/^1 PERMIT R500 P-92-SCEAUX-2/);
});
