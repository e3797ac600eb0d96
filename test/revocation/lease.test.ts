import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { EpochRepository } from '../../gateway/crossing/epoch.repository.ts';
import { awaitRevocation, holdLease, LEASE_MS, type Lease } from '../../gateway/crossing/lease.ts';
import { isWithin } from '../../gateway/crossing/moment.ts';
import { recordedEnd } from '../../gateway/crossing/recorded.ts';

/** A database that says what the test has it say. */
interface Said {
  epoch: string;
  /** How far its clock is ahead of ours, in milliseconds. */
  ahead: number;
  /** How long its answers take. */
  slowness: number;
  broken: boolean;
}

let lease: Lease;
let moved: number;
let logged: unknown[];
afterEach(() => lease.close());

function hold(over: Partial<Said> = {}): Said {
  const said: Said = { epoch: '7', ahead: 0, slowness: 0, broken: false, ...over };
  const epochs: EpochRepository = {
    async read() {
      const { epoch } = said;
      await sleep(said.slowness);
      if (said.broken) throw new Error('unreachable');
      return { epoch, clock: Date.now() + said.ahead };
    },
    close: async () => {},
  };
  moved = 0;
  logged = [];
  lease = holdLease(epochs, {
    log: (error) => logged.push(error),
    onMove: () => {
      moved += 1;
    },
  });
  return said;
}

test('it is for the epoch that was read, and for no other', async () => {
  hold();
  expect([lease.epoch, lease.mayWrite('7')]).toEqual([null, false]);
  await lease.alive();
  expect([lease.epoch, lease.mayWrite('7'), lease.mayWrite('6'), lease.mayWrite('8')]).toEqual([
    '7',
    true,
    false,
    false,
  ]);
});

test('it is renewed by itself, and tells when the epoch has moved', async () => {
  const said = hold();
  await lease.alive();
  await sleep(3 * LEASE_MS);
  expect([lease.mayWrite('7'), moved]).toEqual([true, 0]);
  said.epoch = '8';
  await sleep(LEASE_MS);
  expect([lease.mayWrite('7'), lease.mayWrite('8'), moved]).toEqual([false, true, 1]);
});

test('it ends when it is not renewed, comes back when it is, and one failure is told once', async () => {
  const said = hold();
  await lease.alive();
  said.broken = true;
  await sleep(2 * LEASE_MS);
  expect([lease.epoch, lease.mayWrite('7'), logged.length]).toEqual(['7', false, 1]);
  said.broken = false;
  await lease.alive();
  expect(lease.mayWrite('7')).toBe(true);
});

test('it counts from the moment of the question: an answer that took longer than a lease gives none', async () => {
  hold({ slowness: 2 * LEASE_MS });
  await sleep(3 * LEASE_MS);
  expect([lease.epoch, lease.mayWrite('7')]).toEqual(['7', false]);
});

test('a slow answer gives what is left of it', async () => {
  const said = hold({ slowness: LEASE_MS / 2 });
  await lease.alive();
  expect(lease.mayWrite('7')).toBe(true);
  said.broken = true;
  await sleep(LEASE_MS / 2 + 5);
  expect(lease.mayWrite('7')).toBe(false);
});

test.each([-6_000, 6_000])('a clock %i ms from the database’s gives none', async (ahead) => {
  hold({ ahead });
  await sleep(LEASE_MS);
  expect([lease.epoch, logged.length]).toEqual([null, 1]);
});

test('whoever waits for one that does not come is told so', async () => {
  hold({ broken: true });
  await expect(lease.alive()).rejects.toThrow('no lease');
});

test('the time of a machine that was suspended counts, on whichever clock it shows', () => {
  const then = { steady: 1_000, wall: 50_000 };
  expect(isWithin(100, then, { steady: 1_099, wall: 50_099 })).toBe(true);
  expect(isWithin(100, then, { steady: 1_100, wall: 50_099 })).toBe(false);
  expect(isWithin(100, then, { steady: 1_010, wall: 110_000 })).toBe(false);
  expect(isWithin(100, then, { steady: 1_100, wall: 40_000 })).toBe(false);
});

test('a withdrawal is acknowledged after every lease of the time of its commit has ended', async () => {
  hold();
  const committed = performance.now();
  await awaitRevocation();
  const waited = performance.now() - committed;
  expect(waited).toBeGreaterThan(LEASE_MS);
  expect(waited).toBeLessThan(LEASE_MS + 2_000);
});

describe('an end that is on record', () => {
  const at = new Date('2026-05-04T10:00:00.000Z');
  const read = new Date('2026-05-04T10:00:20.000Z');
  const ended = (end: string | null) => recordedEnd(end, at, read);

  test('counts although it was written down after the operation began, or by a clock ahead of ours', () => {
    expect(ended('2026-05-04T10:00:15.000Z')).toBe(at.toISOString());
    expect(ended('2026-05-04T10:00:30.000Z')).toBe(at.toISOString());
  });

  test('is left as it is when it lies in the past, is planned, or is none', () => {
    for (const end of ['2026-05-04T09:59:59.000Z', '2026-05-04T10:00:30.001Z', null]) expect(ended(end)).toBe(end);
  });
});
