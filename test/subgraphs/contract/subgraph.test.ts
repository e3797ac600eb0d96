import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodySubgraph } from '../../../subgraphs/contract/subgraph.ts';
import { entities, openTownBody, type TownBody } from './open-town-body.ts';

const contract = await bodySubgraph();
let ccas: TownBody;
beforeAll(async () => {
  ccas = await openTownBody('CCAS_LONGVIC');
});
afterAll(() => ccas.close());

const GERARD = { __typename: 'Person', id: 'CCAS_LONGVIC:7781' };
const people = (selection: string, ...of: readonly { __typename: string; id: string }[]) =>
  ccas.ask(contract, entities(selection), { of });

test('a person is answered from her file at this body', async () => {
  const selection = `birthName firstNames sex birthDate birthYear birthMonth ageBand birthPlaceCog
    addressLine housing { tenure arrearsMonths evictionStage } budget { debtTotal }
    benefits { kind status from to } minimaSociaux rsa { status } notes followUp { referentAgent }`;
  expect(await people(selection, GERARD)).toEqual({
    _entities: [
      {
        birthName: 'PONS',
        firstNames: ['Gérard', 'Michel'],
        sex: 'M',
        birthDate: '1970-02-02',
        birthYear: 1970,
        birthMonth: '1970-02',
        ageBand: '55-64',
        birthPlaceCog: '21231',
        addressLine: '12 rue des Lilas',
        housing: { tenure: 'SOCIAL_TENANT', arrearsMonths: 3, evictionStage: 'ORDER_TO_PAY' },
        budget: { debtTotal: 4200 },
        benefits: [
          { kind: 'APL', status: 'SUSPENDED', from: '2019-07-01', to: null },
          { kind: 'CCAS_AID', status: 'CLOSED', from: '2026-01-15', to: '2026-02-15' },
        ],
        minimaSociaux: false,
        rsa: null,
        notes: 'Ne pas appeler avant dix heures.',
        followUp: { referentAgent: 'AG-02' },
      },
    ],
  });
});

test('a household leads to each member by her key, the applicant first', async () => {
  const answer = await people(
    'household { members { role isDependent person { id } } } childrenCount singleParent',
    GERARD,
  );
  expect(answer).toEqual({
    _entities: [
      {
        household: {
          members: [
            { role: 'APPLICANT', isDependent: false, person: { id: 'CCAS_LONGVIC:7781' } },
            { role: 'SPOUSE', isDependent: false, person: { id: 'CCAS_LONGVIC:4406' } },
            { role: 'CHILD', isDependent: false, person: { id: 'CCAS_LONGVIC:9127' } },
          ],
        },
        childrenCount: 0,
        singleParent: false,
      },
    ],
  });
});

test('a key of another body, an unknown one and a malformed one are all nobody, in their places', async () => {
  const ids = ['DEPT_21:D-5512', 'CCAS_LONGVIC:7781', 'CCAS_LONGVIC:1', 'CCAS_LONGVIC:', '7781', 'CCAS_LONGVIC2:7781'];
  const answer = await people('id', ...ids.map((id) => ({ __typename: 'Person', id })));
  expect(answer).toEqual({ _entities: [null, { id: 'CCAS_LONGVIC:7781' }, null, null, null, null] });
});

test('what no body holds is always null', async () => {
  expect(await people('justice nationalId originAndBelief', GERARD)).toEqual({
    _entities: [{ justice: null, nationalId: null, originAndBelief: null }],
  });
});

test('routing asks one Boolean, from the ages, the children and the rights that this body knows', async () => {
  const simoneAndHenri = ['CCAS_LONGVIC:5120', 'CCAS_LONGVIC:6044'].map((id) => ({ __typename: 'Person', id }));
  expect(await people('excludesCcas', ...simoneAndHenri)).toEqual({
    _entities: [{ excludesCcas: true }, { excludesCcas: false }],
  });
});

test('what bears on a child is told in codes of the right category', async () => {
  const departement = await openTownBody('DEPT_21');
  try {
    const answer = await departement.ask(
      contract,
      entities('healthChildImpact { impactOnCare } disabilityImpact { communication } parentalHolders { name kind }'),
      {
        of: [{ __typename: 'Person', id: 'DEPT_21:D-7725' }],
      },
    );
    expect(answer).toEqual({
      _entities: [
        {
          healthChildImpact: { impactOnCare: 2 },
          disabilityImpact: { communication: 2 },
          parentalHolders: [
            { name: 'Sophie MARTIN', kind: 'PARENT' },
            { name: 'Karim MARTIN', kind: 'PARENT' },
          ],
        },
      ],
    });
  } finally {
    await departement.close();
  }
});

test('a body answers for itself alone', async () => {
  const of = ['CCAS_LONGVIC', 'DEPT_21'].map((code) => ({ __typename: 'Body', code }));
  const answer = await ccas.ask(contract, entities('code serviceOffers { id permanences { place } }', 'Body'), { of });
  expect(answer).toMatchObject({
    _entities: [
      { code: 'CCAS_LONGVIC', serviceOffers: expect.arrayContaining([{ id: 'seniors-suivi', permanences: [] }]) },
      null,
    ],
  });
});

test('the social worker of a school is named while her year lasts', async () => {
  const commune = await openTownBody('COMMUNE_LONGVIC');
  try {
    const of = [{ __typename: 'Person', id: 'COMMUNE_LONGVIC:L-90273' }];
    expect(await commune.ask(contract, entities('inPre designatedSocialWorker'), { of })).toEqual({
      _entities: [{ inPre: true, designatedSocialWorker: 'Assistante sociale de l’ESCO de Longvic, 03 53 01 10 20' }],
    });
  } finally {
    await commune.close();
  }
});
