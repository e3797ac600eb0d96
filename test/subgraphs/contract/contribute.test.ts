import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodySubgraph } from '../../../subgraphs/contract/subgraph.ts';
import { entities, openTownBody, statementsOf, type TownBody } from './open-town-body.ts';

const contract = await bodySubgraph();
let ccas: TownBody;
beforeAll(async () => {
  ccas = await openTownBody('CCAS_LONGVIC');
});
afterAll(() => ccas.close());

const CONTRIBUTE = `mutation($body: ID! = "CCAS_LONGVIC", $case: ID! = "SP-NEW", $category: Category! = HOUSING, $value: String! = "Bail signé.") {
  contribute(body: $body, case: $case, category: $category, value: $value) { id }
}`;
const SP_1 = [{ __typename: 'Participant', id: 'CCAS_LONGVIC:SP-1' }];

test('what was contributed is read back under its own category, oldest first', async () => {
  expect(await ccas.ask(contract, CONTRIBUTE)).toEqual({ contribute: { id: 'CCAS_LONGVIC:SP-NEW' } });
  await ccas.ask(contract, CONTRIBUTE, { value: 'Clés remises.' });
  const of = [{ __typename: 'Participant', id: 'CCAS_LONGVIC:SP-NEW' }];
  const selection =
    'housing: contributions(category: HOUSING) { value at } budget: contributions(category: BUDGET_DEBT) { value }';
  expect(await ccas.ask(contract, entities(selection, 'Participant'), { of })).toEqual({
    _entities: [
      {
        housing: [
          { value: 'Bail signé.', at: '2026-05-04T08:00:00.000Z' },
          { value: 'Clés remises.', at: '2026-05-04T08:00:00.000Z' },
        ],
        budget: [],
      },
    ],
  });
});

test('contributions of a category that was not named are not even read', async () => {
  const statements = await statementsOf(() =>
    ccas.ask(contract, entities('contributions(category: HOUSING) { value }', 'Participant'), { of: SP_1 }),
  );
  expect(statements).toHaveLength(1);
  expect(statements[0]).toMatch(/"category" = \$/);
});

test('a case of which another body has a part is nobody’s here', async () => {
  const of = [{ __typename: 'Participant', id: 'DEPT_21:SP-1' }];
  expect(await ccas.ask(contract, entities('id', 'Participant'), { of })).toEqual({ _entities: [null] });
});

test('the side that sent a referral holds what it chose to put in', async () => {
  const of = [{ __typename: 'ReferralSide', id: 'CCAS_LONGVIC:R-FSL-2' }];
  const selection = 'payload(category: HOUSING) { fieldPath value generalisation }';
  expect(await ccas.ask(contract, entities(selection, 'ReferralSide'), { of })).toEqual({
    _entities: [
      {
        payload: [
          { fieldPath: 'housing.tenure', value: 'SOCIAL_TENANT', generalisation: null },
          { fieldPath: 'housing.arrearsMonths', value: '2', generalisation: null },
        ],
      },
    ],
  });
});

test.each([
  ['in another body', { body: 'DEPT_21' }],
  ['of what must never be held', { category: 'NATIONAL_ID' }],
  ['of what the hub keeps itself', { category: 'AUDIT_TRACE' }],
  ['without content', { value: '  ' }],
  ['of more than 4 000 characters', { value: 'x'.repeat(4001) }],
])('a contribution %s is refused and leaves nothing', async (_, changes) => {
  const variables = { case: 'SP-REFUSED', ...changes };
  await expect(ccas.ask(contract, CONTRIBUTE, variables)).rejects.toMatchObject({
    extensions: { code: 'BAD_REQUEST' },
  });
  const of = [{ __typename: 'Participant', id: 'CCAS_LONGVIC:SP-REFUSED' }];
  const category = 'category' in changes ? changes.category : 'HOUSING';
  expect(
    await ccas.ask(contract, entities(`contributions(category: ${category}) { value }`, 'Participant'), { of }),
  ).toEqual({
    _entities: [{ contributions: [] }],
  });
});

test('a contribution without an author is refused', async () => {
  const anonymous = await openTownBody('CCAS_LONGVIC', null);
  try {
    await expect(anonymous.ask(contract, CONTRIBUTE)).rejects.toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
  } finally {
    await anonymous.close();
  }
});
