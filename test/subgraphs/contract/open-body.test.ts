import { expect, test } from 'vitest';
import { openBody } from '../../../subgraphs/contract/open-body.ts';
import { freshDatabase } from '../../support/database.ts';
import { fillTownBody } from './open-town-body.ts';

test('a process that was given the database of another body refuses to start', async () => {
  const database = await freshDatabase('body', {
    name: 'town_CCAS_STAPO',
    fill: (url) => fillTownBody('CCAS_STAPO', url),
  });
  try {
    const given = { databaseUrl: database.url, now: () => new Date() };
    await expect(openBody({ ...given, code: 'CCAS_LONGVIC', kind: 'CCAS' })).rejects.toThrow('`CCAS_LONGVIC`');
    await expect(openBody({ ...given, code: 'CCAS_STAPO', kind: 'COMMUNE' })).rejects.toThrow('`COMMUNE`');
    await (await openBody({ ...given, code: 'CCAS_STAPO', kind: 'CCAS' })).close();
  } finally {
    await database.drop();
  }
});

test('the day is that of the body’s clock, in France', async () => {
  const database = await freshDatabase('body', {
    name: 'town_CCAS_STAPO',
    fill: (url) => fillTownBody('CCAS_STAPO', url),
  });
  const now = () => new Date('2026-05-04T22:30:00Z');
  const body = await openBody({ code: 'CCAS_STAPO', kind: 'CCAS', databaseUrl: database.url, now });
  try {
    expect(body.contextOf({ agent: 'AG-19' })).toMatchObject({ today: '2026-05-05', agent: 'AG-19', at: now() });
    expect(await body.isReady()).toBe(true);
  } finally {
    await body.close();
    await database.drop();
  }
});
