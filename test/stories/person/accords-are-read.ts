import { expect } from 'vitest';
import { GERARD, record, SERGE } from '../agents.ts';
import type { Story } from '../day.ts';

interface Accords {
  readonly me: {
    readonly consents: readonly {
      readonly id: string;
      readonly kind: string;
      readonly status: string;
      readonly plainFrench: string;
    }[];
  };
}

export const accordsAreRead: Story = {
  task: '1 · qui sait quoi sur moi: mes accords en vigueur, en français facile, ce qu’ils permettent, jusqu’à quand',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    const serge = await day.person(SERGE);
    const before = await day.ask<Accords>('person/accords', serge);
    expect(before.me.consents).toEqual([]);

    // At the CCAS he agrees to one thing, and says no to another.
    const accord = await record(day, {});
    const refusal = await record(day, { kind: 'REFUSAL', categories: ['HEALTH'], explicitCategories: ['HEALTH'] });

    const { me } = await day.ask<Accords>('person/accords', serge);
    expect(me.consents.map(({ id, kind, status }) => [id, kind, status])).toEqual([
      [accord, 'ACCORD', 'ACTIVE'],
      [refusal, 'REFUSAL', 'REFUSED'],
    ]);
    const words = me.consents[0]?.plainFrench.split('\n');
    expect(words).toEqual(
      expect.arrayContaining([
        "Qui peut voir : Département de la Côte-d'Or.",
        'D’où viennent les informations : CCAS de Longvic.',
      ]),
    );
    expect(me.consents[0]?.plainFrench).toContain('le logement');
    expect(me.consents[0]?.plainFrench).toMatch(/Jusqu’à quand : .*mai 2027/);
    expect(me.consents[1]?.plainFrench).toContain('non');

    // At the year's end it is over, and the page says so without anybody having done anything.
    day.at('2027-05-04T08:00');
    const after = await day.ask<Accords>('person/accords', serge);
    expect(after.me.consents.find(({ id }) => id === accord)?.status).toBe('EXPIRED');

    // What somebody else agreed to is not there, and that he looked is on his account.
    day.at('2027-05-05T08:00');
    const other = await day.asked<Accords>('person/accords', await day.person(GERARD));
    expect(other.text).not.toContain(accord);
    const { lines } = await day.asked<Accords>('person/accords', serge);
    expect(lines.map(({ category, decision, rule }) => `${category} ${decision} ${rule}`)).toContain(
      'CONSENT_RECORD PERMIT R004',
    );
    expect(new Set(lines.flatMap(({ subject }) => (subject === null ? [] : [subject])))).toEqual(
      new Set([await day.world.subjectOf(SERGE)]),
    );
  },
};
