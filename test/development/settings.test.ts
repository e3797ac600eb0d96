import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../development/settings.ts';

test('without a knob, the hub listens on 4000, at the real time, on the data of the project', () => {
  expect(readSettings({}, [])).toEqual({ port: 4000, data: resolve('.passerelle'), clock: null, fresh: false });
});

test('every knob is read', () => {
  const knobs = { PORT: '4100', PASSERELLE_DATA: '/tmp/elsewhere', PASSERELLE_CLOCK: '2026-05-04T10:00:00+02:00' };
  expect(readSettings(knobs, ['--fresh'])).toEqual({
    port: 4100,
    data: '/tmp/elsewhere',
    clock: new Date('2026-05-04T08:00:00Z'),
    fresh: true,
  });
});

test.each([
  [{ PORT: 'four' }, [], /`PORT`/],
  [{ PORT: '0' }, [], /`PORT`/],
  [{ PORT: '65536' }, [], /`PORT`/],
  [{ PASSERELLE_CLOCK: 'yesterday' }, [], /`PASSERELLE_CLOCK`/],
  [{ PASSERELLE_CLOCK: '2026-05-04T10:00:00' }, [], /`PASSERELLE_CLOCK`/],
  [{ PASSERELLE_CLOCK: '2026-02-31T10:00:00Z' }, [], /`PASSERELLE_CLOCK`/],
  [{ NODE_ENV: 'production' }, [], /development/],
  [{ PASSERELLE_ENV: 'production' }, [], /development/],
  [{}, ['--freshly'], /`--freshly`/],
])('%j %j is refused with the name of what is wrong', (environment, given, named) => {
  expect(() => readSettings(environment as Record<string, string>, given)).toThrow(named);
});
