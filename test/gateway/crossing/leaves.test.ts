import { Kind } from 'graphql';
import { expect, test } from 'vitest';
import { namedCategory } from '../../../gateway/crossing/leaves.ts';
import type { FieldItem } from '../../../gateway/federation/doors.ts';

const FIELD: FieldItem = {
  ...{ kind: 'field', name: 'contributions', as: 'contributions', on: 'Participant', gives: 'Contribution' },
  args: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'category' },
      value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: 'c' } },
    },
  ],
  ...{ when: [], tree: null },
};
const named = (c: unknown) => namedCategory({ path: 'contributions', field: FIELD, argument: 'category' }, { c });

test('the category that a caller names is the one that is decided', () => {
  expect(['HOUSING', 'HEALTH', 'CASE_META', 'NATIONAL_ID'].map(named)).toEqual([
    'HOUSING',
    'HEALTH',
    'CASE_META',
    'NATIONAL_ID',
  ]);
});

test('an open category, one of a register and what is none are decided like notes: they never cross', () => {
  const others = ['SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY', 'AUDIT_TRACE', 'CONSENT_RECORD', 'REFERRAL_META'];
  expect([...others, 'UNHEARD_OF', null, 7].map(named)).toEqual(Array(9).fill('FREE_TEXT'));
});
