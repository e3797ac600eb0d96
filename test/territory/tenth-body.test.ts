import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrismaClient } from '../../prisma/generated/hub/client.ts';
import { fileReference } from '../../subgraphs/joining/pseudonym.ts';
import { withHub } from '../support/hub-database.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { CODE, LINKAGE_KEY, openTenthBody, type TenthBody } from './tenth-body.ts';

const OFFERS = `query($code: ID!) { body(code: $code) { name serviceOffers { name } } }`;
const DENISE = `query($id: ID!) { person(id: $id) { birthName housing { tenure } ccasAids { kind amount } } }`;
const FILE = `${CODE}:Q-1`;

/** The hub runs before anything of the tenth body exists, and is not restarted. */
let territory: Territory;
let tenth: TenthBody;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['CCAS_LONGVIC'] });
  tenth = await openTenthBody(territory.hubUrl);
});
afterAll(async () => {
  await tenth?.close();
  await territory?.close();
});

/** What is entered in the registry, by whoever may: nothing else of the hub changes. */
const enter = (work: (prisma: PrismaClient) => Promise<unknown>) =>
  withHub(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '', work);

const askOffers = () => territory.ask(OFFERS, { agent: 'AG-01', purpose: 'DIRECTORY', variables: { code: CODE } });
const askDenise = () => territory.ask(DENISE, { agent: 'AG-01', purpose: 'CASE', variables: { id: FILE } });

describe('a tenth body, by the five steps of the guide', () => {
  test('is unknown to the hub before its row is entered, though it listens', async () => {
    expect((await askOffers()).body).toEqual({ data: { body: null } });
  });

  test('is answered for by the hub that runs already, from its row on', async () => {
    await enter((prisma) =>
      prisma.body.create({
        data: {
          code: CODE,
          kind: 'CCAS',
          name: 'CCAS de Quetigny',
          insee: '21515',
          url: tenth.url,
          registeredOn: new Date('2026-05-04'),
        },
      }),
    );
    expect((await askOffers()).body).toEqual({
      data: { body: { name: 'CCAS de Quetigny', serviceOffers: [{ name: 'Épicerie sociale de Quetigny' }] } },
    });
    const { body } = await territory.ask('{ bodies(kind: CCAS) { code } }', { agent: 'AG-01', purpose: 'DIRECTORY' });
    expect(body.data?.bodies).toContainEqual({ code: CODE });
  });

  test('gives nothing of a person as long as no instrument was signed, whatever she agreed to', async () => {
    await enter(openCaseOfDenise);
    const { body, operation } = await askDenise();
    expect(body.data).toEqual({ person: { birthName: null, housing: null, ccasAids: null } });
    const lines = await territory.linesOf(operation);
    expect(lines.map(({ category, decision, reason }) => [category, decision, reason])).toEqual([
      ['BENEFITS', 'DENY', 'NO_INSTRUMENT'],
      ['HOUSING', 'DENY', 'NO_INSTRUMENT'],
      ['IDENTITY', 'DENY', 'NO_INSTRUMENT'],
    ]);
  });

  test('gives what the accord covers once it is signed: from the contract of all, and from what its kind has', async () => {
    await enter(signInstrument);
    const { body, operation } = await askDenise();
    expect(body).toEqual({
      data: { person: { birthName: 'MOREL', housing: null, ccasAids: [{ kind: 'FOOD', amount: 60 }] } },
      extensions: {
        decisions: [expect.objectContaining({ path: 'person.housing', category: 'HOUSING', decision: 'DENY' })],
      },
    });
    const lines = await territory.linesOf(operation);
    expect(lines.map(({ owner, category, decision, instrument }) => [owner, category, decision, instrument])).toEqual([
      [CODE, 'BENEFITS', 'PERMIT', 'P-21-QUETIGNY'],
      [CODE, 'HOUSING', 'DENY', expect.anything()],
      [CODE, 'IDENTITY', 'PERMIT', 'P-21-QUETIGNY'],
    ]);
  });
});

/** The frame of a case between the Département and the tenth body, and an accord that covers two of three categories. */
async function openCaseOfDenise(prisma: PrismaClient): Promise<void> {
  const subject = fileReference(FILE, LINKAGE_KEY);
  const since = new Date('2026-04-01');
  await prisma.personLink.create({
    data: { id: FILE, bodyCode: CODE, localId: 'Q-1', subject, status: 'CONFIRMED' },
  });
  for (const [word, value] of [
    ['PROTECTED_ADDRESS', 'no'],
    ['MINOR_UNTIL', '2025-01-01'],
    ['PROTECTION', 'NONE'],
  ] as const) {
    await prisma.decisionFact.create({
      data: { id: `${FILE}:${word}`, subject, bodyCode: CODE, word, value, validFrom: since },
    });
  }
  const place = { caseId: 'SP-Q', validFrom: since };
  await prisma.sharedCase.create({
    data: { id: 'SP-Q', pilotBody: 'DEPT_21', purpose: 'CASE', status: 'ACTIVE', openedOn: since },
  });
  await prisma.caseSubject.create({ data: { caseId: 'SP-Q', subject } });
  await prisma.caseParticipant.createMany({
    data: [
      { ...place, id: 'DEPT_21:SP-Q', bodyCode: 'DEPT_21', agent: 'AG-01', role: 'REFERENT' },
      { ...place, id: `${CODE}:SP-Q`, bodyCode: CODE, agent: 'AG-Q1', role: 'CONTRIBUTOR' },
    ],
  });
  await prisma.consent.create({
    data: {
      id: 'CO-Q',
      subject,
      kind: 'ACCORD',
      categories: ['IDENTITY', 'BENEFITS'],
      explicitCategories: [],
      fromBodies: [CODE],
      toBodies: ['DEPT_21'],
      purposes: ['CASE'],
      validFrom: since,
      validTo: new Date('2027-04-01'),
      grantedBy: ['SELF'],
      grantedAt: since,
      collectingBody: CODE,
      collectedByAgent: 'AG-Q1',
      channel: 'IN_PERSON_SIGNED',
      informationNoticeVersion: '2026-01',
      caseId: 'SP-Q',
    },
  });
}

async function signInstrument(prisma: PrismaClient): Promise<void> {
  const signedOn = new Date('2026-04-15');
  await prisma.instrument.create({
    data: {
      id: 'P-21-QUETIGNY',
      kind: 'PROTOCOL',
      title: 'Protocole de partenariat avec le CCAS de Quetigny',
      purposes: ['CASE'],
      communes: ['21515'],
      termMonths: 36,
      tacitRenewal: true,
      noticeMonths: 3,
      terminationMode: 'AT_TERM',
      noticeForm: 'WRITTEN',
      datesAssumed: true,
      parties: {
        create: [
          { bodyCode: 'DEPT_21', signedOn, basis: 'SIGNED' },
          { bodyCode: CODE, signedOn, basis: 'SIGNED' },
        ],
      },
    },
  });
}
