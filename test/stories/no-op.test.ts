import { describe, expect, test } from 'vitest';
import { SERGE } from './agents.ts';
import type { Story } from './day.ts';
import { type Step, type Undone, undoing } from './no-op.ts';
import { endOf } from './tell-all.ts';

describe('telling a story without a step', { timeout: 120_000 }, () => {
  const believing: Story = {
    task: '0 · croire la réponse sur parole',
    bodies: [],
    async tell(day) {
      const { recordConsent } = await day.ask<{ recordConsent: { id: string; status: string } }>(
        'agent/record-consent',
        { agent: 'AG-02', purpose: 'CASE' },
        { input: ACCORD },
      );
      expect(recordConsent).toEqual({ id: expect.any(String), status: 'ACTIVE' });
    },
  };
  const ACCORD = {
    ...{ person: SERGE, kind: 'ACCORD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
    ...{ purposes: ['CASE'], validTo: '2027-05-04', grantedBy: ['SELF'], channel: 'IN_PERSON_SIGNED' },
    informationNoticeVersion: '2026-01',
  };

  test('does not catch a story that believes what it is answered: the answer is the one of a success', async () => {
    const undone: Undone = { times: 0, written: new Set() };
    const step: Step = { field: 'recordConsent', how: 'UNDONE', nth: 1 };
    expect(await endOf(believing, undoing(step, undone))).toBeNull();
    expect([undone.times, [...undone.written]]).toEqual([1, ['consent']]);
  });

  test('takes back what was written, and disturbs nothing else', async () => {
    const looking: Story = {
      ...believing,
      async tell(day) {
        const count = async () =>
          (await day.territory.hubDatabase.query('SELECT count(*)::int FROM consent')).rows[0]?.count as number;
        const before = await count();
        await believing.tell(day);
        expect(await count()).toBe(before);
        await believing.tell(day);
        expect(await count()).toBe(before + 1);
      },
    };
    const step: Step = { field: 'recordConsent', how: 'UNDONE', nth: 1 };
    expect(await endOf(looking, undoing(step, { times: 0, written: new Set() }))).toBeNull();
  });
});
