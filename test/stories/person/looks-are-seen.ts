import { expect } from 'vitest';
import { CCAS_WORKER, GERARD, type Listed, read, rowsOf, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Look {
  readonly id: string;
  readonly at: string;
  readonly agent: string | null;
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
  readonly agentBody: { readonly code: string };
  readonly plainFrench: string;
}
interface Page extends Listed<Look> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const page = async (day: Day, file: string, variables: object = {}): Promise<Page> =>
  (await day.ask<{ me: { accessRecords: Page } }>('person/who-looked', await day.person(file), { ...variables })).me
    .accessRecords;
const seen = async (day: Day, file: string): Promise<readonly Look[]> => rowsOf(await page(day, file));

export const looksAreSeen: Story = {
  task: '3 · qui a regardé quelle sorte de données, quand, pour quoi',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    const none = await seen(day, GERARD);
    day.at('2026-05-04T10:00');
    expect((await read(day, GERARD)).file?.housing).toEqual({ tenure: expect.any(String) });
    day.at('2026-05-04T11:00');
    const emergency = { agent: 'AG-01', purpose: 'EMERGENCY' } as const;
    await day.ask('agent/declare-emergency', emergency, { person: GERARD });
    await day.ask('agent/read-in-emergency', emergency, { id: GERARD });
    day.at('2026-05-04T11:30');
    await read(day, SERGE, CCAS_WORKER);

    day.at('2026-05-04T12:00');
    const looks = await seen(day, GERARD);
    expect(none).toEqual([]);
    const told = looks.map(({ at, agentBody, category, decision, rule }) =>
      [at.slice(11, 16), agentBody.code, category, decision, rule].join(' '),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        '08:00 DEPT_21 HOUSING PERMIT R501',
        '08:00 DEPT_21 BENEFITS DENY R502',
        '09:00 DEPT_21 CONTACT PERMIT R001',
      ]),
    );
    const housing = looks.find(({ category }) => category === 'HOUSING')?.plainFrench;
    expect(housing).toContain('Quand : 4 mai 2026 à 10 h 00.');
    expect(housing).toContain("Qui : Département de la Côte-d'Or (assistante ou assistant de service social).");
    expect(housing).toContain('Réponse : oui. Votre accord le permet.');
    const refused = looks.find(({ category }) => category === 'BENEFITS')?.plainFrench;
    expect(refused).toContain('Réponse : non.');

    // By body and profession, never by name; and of nobody else.
    expect(looks.every(({ agent }) => agent === null)).toBe(true);
    expect(JSON.stringify(looks)).not.toMatch(/AG-0\d/);
    expect((await seen(day, SERGE)).map(({ id }) => id)).not.toEqual(
      expect.arrayContaining([looks[0]?.id ?? 'there is none']),
    );

    // An information préoccupante leaves nothing that she could see.
    await day.world.transmit(GERARD, 'CCAS_LONGVIC', 'DEPT_21', new Date('2026-05-04T10:00:00Z'));
    const cell = await read(day, GERARD, { agent: 'AG-07', purpose: 'IP_TRANSMIT' });
    expect(cell.lines.length).toBeGreaterThan(0);
    expect(await seen(day, GERARD)).toEqual(looks);

    // Leafing through, two at a time, gives the same and no more.
    const leafed: string[] = [];
    let after: string | null = null;
    do {
      const { pageInfo, edges }: Page = await page(day, GERARD, { first: 2, after });
      leafed.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(leafed).toEqual(looks.map(({ id }) => id));
  },
};
