import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { verifyCosignature } from '../../transparency/cosignature.ts';
import { openNote, readTextUnverified, readVerifier } from '../../transparency/note.ts';
import { signWitnessRequest } from '../../transparency/witness-request.ts';
import { type ALog, aKey, aLog, ORIGIN, requestOf } from './a-log.ts';
import { type AWitness, aWitness } from './a-witness.ts';

const NOW = new Date('2026-05-04T08:00:00.500Z');
let log: ALog;
let witness: AWitness;
beforeEach(async () => {
  log = aLog();
  log.append('one', 'two', 'three');
  witness = await aWitness({ name: 'ccas-x.invalid/witness', log, now: () => NOW });
});
afterEach(() => witness.close());

async function sizeShown(): Promise<bigint | null> {
  const note = await witness.last();
  return note === null ? null : readCheckpoint(readTextUnverified(note)).size;
}

describe('what a witness countersigns', () => {
  test('the first checkpoint of a log it watches, and each that begins with the one before', async () => {
    const first = await witness.add(await log.request(0n));
    expect(first).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/plain/) });
    const key = readVerifier(witness.key);
    expect(verifyCosignature(readTextUnverified(await log.note()), first.text, key)).toBe(1777881600n);

    log.append('four', 'five');
    expect((await witness.add(await log.request(3n))).status).toBe(200);
    const shown = openNote((await witness.last())!, [key, readVerifier(log.key)]);
    expect(shown.signedBy).toEqual([ORIGIN, 'ccas-x.invalid/witness']);
    expect(readCheckpoint(shown.text).size).toBe(5n);
  });

  test('the one it has signed already once more, when the answer was lost', async () => {
    await witness.add(await log.request(0n));
    const again = await witness.add(await log.request(3n));
    expect(again.status).toBe(200);
    expect(verifyCosignature(readTextUnverified(await log.note()), again.text, readVerifier(witness.key))).toBe(
      1777881600n,
    );
  });

  test('under a second key of the log while one follows another', async () => {
    await witness.add(await log.request(0n));
    const next = aLog({ entries: ['one', 'two', 'three', 'four'] });
    expect((await witness.add(await next.request(3n))).status).toBe(403);
    await witness.restart([log.key, next.key]);
    expect((await witness.add(await next.request(3n))).status).toBe(200);
    log.append('four', 'five');
    expect((await witness.add(await log.request(4n))).status).toBe(200);
  });

  test('nothing twice: a restart remembers the last', async () => {
    await witness.add(await log.request(0n));
    await witness.restart();
    expect(await sizeShown()).toBe(3n);
    expect(await witness.add(await log.request(0n))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '3\n' });
  });
});

describe('whom a witness answers', () => {
  const paths = ['POST /witness/add-checkpoint', 'GET /witness/checkpoint', `GET /witness/checkpoint?log=${ORIGIN}`];
  const askAs = async (authorization?: string): Promise<readonly string[]> => {
    const body = await log.request(0n);
    return Promise.all(
      paths.map(async (path) => {
        const [method = '', address = ''] = path.split(' ');
        const response = await fetch(`${witness.url}${address}`, {
          method,
          ...(method === 'POST' && { body }),
          headers: authorization === undefined ? {} : { authorization },
        });
        return `${response.status} ${await response.text()}`;
      }),
    );
  };
  const shown = (over: { witness?: string; at?: Date; as?: ALog } = {}) =>
    signWitnessRequest(over.witness ?? 'ccas-x.invalid/witness', over.at ?? NOW, [(over.as ?? log).signer]);
  const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

  test('the log itself, for a minute', async () => {
    await witness.add(await log.request(0n));
    for (const at of [NOW, later(-59), later(59)])
      expect((await askAs(shown({ at }))).map((each) => each.slice(0, 3))).toEqual(['409', '200', '200']);
  });

  test('nobody else, in the same words whatever it holds', async () => {
    const refusedBefore = await askAs();
    await witness.add(await log.request(0n));
    const signed = Buffer.from(await log.note()).toString('base64url');
    const strangers = [
      undefined,
      '',
      'Bearer x',
      'Passerelle-Log ',
      'Passerelle-Log !',
      // What whoever was given an export holds: a checkpoint that the log has signed.
      `Passerelle-Log ${signed}`,
      shown({ witness: 'other.invalid/witness' }),
      shown({ at: later(-62) }),
      shown({ at: later(62) }),
      shown({ as: aLog() }),
      shown({ as: aLog({ name: 'other.invalid' }) }),
      `${shown()}x`,
    ];
    for (const each of strangers) expect([each, await askAs(each)]).toEqual([each, refusedBefore]);
    expect(refusedBefore.map((each) => each.slice(0, 3))).toEqual(['401', '401', '401']);
    expect(refusedBefore.join()).not.toMatch(/\d{4}|checkpoint/);
    expect((await fetch(`${witness.url}/witness/key`)).status).toBe(200);
  });
});

describe('what a witness refuses, and what it then holds', () => {
  const refuses = async (request: string, status: number, held: bigint | null) => {
    expect((await witness.add(request)).status).toBe(status);
    expect(await sizeShown()).toBe(held);
  };

  test('a note that nobody has signed whom it trusts', async () => {
    await refuses(await aLog({ entries: ['one'] }).request(0n), 403, null);
  });

  test('a note that was changed after it was signed', async () => {
    const forged = (await log.note()).replace('\n3\n', '\n2\n');
    await refuses(requestOf(0n, [], forged), 403, null);
  });

  test('a note with a signature of the right key over another text beside a right one of a stranger', async () => {
    const lines = (note: string) => note.slice(note.indexOf('\n\n') + 2);
    const other = aLog({ key: aKey(), entries: ['x'] });
    const mixed = (await other.note()) + lines(await log.note());
    await refuses(requestOf(0n, [], mixed), 403, null);
  });

  test('a log that it does not watch', async () => {
    await refuses(await aLog({ name: 'other.invalid', entries: ['one'] }).request(0n), 404, null);
  });

  test('an older checkpoint that is shown again', async () => {
    const older = await log.request(0n);
    await witness.add(older);
    log.append('four');
    await witness.add(await log.request(3n));
    expect(await witness.add(older)).toEqual({ status: 409, type: 'text/x.tlog.size', text: '4\n' });
    await refuses(requestOf(4n, [], await log.note(3n)), 400, 4n);
  });

  test('a tree that does not begin with the one it signed', async () => {
    await witness.add(await log.request(0n));
    const other = aLog({ key: log.signer.privateKey, entries: ['one', 'two', 'changed', 'four'] });
    await refuses(await other.request(3n), 422, 3n);
    expect(witness.contradictions).toMatchObject([{ isFork: false, offered: await other.note() }]);
  });

  test('another tree of the same size', async () => {
    await witness.add(await log.request(0n));
    const other = aLog({ key: log.signer.privateKey, entries: ['one', 'two', 'changed'] });
    await refuses(await other.request(3n), 409, 3n);
    expect(witness.contradictions).toMatchObject([{ isFork: true, offered: await other.note() }]);
  });

  test('a proof that is no proof', async () => {
    await witness.add(await log.request(0n));
    log.append('four', 'five');
    const [first, ...rest] = await log.proof(3n, 5n);
    const note = await log.note();
    await refuses(requestOf(3n, [...rest, first!], note), 422, 3n);
    await refuses(requestOf(3n, [], note), 422, 3n);
    await refuses(requestOf(3n, [first!, ...rest, first!], note), 422, 3n);
  });

  test('a proof from nothing', async () => {
    await refuses(requestOf(0n, [Buffer.alloc(32)], await log.note()), 422, null);
  });

  test.each([
    ['', 'nothing'],
    ['old 00\n\nx', 'a size with zeroes before it'],
    ['old -1\n\nx', 'a size below nothing'],
    ['new 0\n\nx', 'another word'],
    [`old 0\n${'A'.repeat(43)}\n\nx`, 'half a hash'],
    ['old 0\n\nno note', 'no note'],
  ])('%j: %s', async (request) => {
    await refuses(request, 400, null);
  });

  test('more lines of proof than any tree needs', async () => {
    await refuses(requestOf(0n, Array(64).fill(Buffer.alloc(32)), await log.note()), 400, null);
  });

  test('more than it would ever read', async () => {
    await refuses(`old 0\n\n${'x'.repeat(70_000)}`, 413, null);
  });
});

test('of two histories at the same moment it countersigns one', async () => {
  // None goes on before all have seen what the body holds: they are checked against the same.
  let seen = 0;
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  const racing = await aWitness({
    name: 'racing.invalid/witness',
    log,
    around: (kept) => ({
      ...kept,
      async last(name) {
        const last = await kept.last(name);
        if (last === null) return null;
        seen += 1;
        if (seen >= 8) release();
        await all;
        return last;
      },
    }),
  });
  try {
    await racing.add(await log.request(0n));
    const sides = Array.from({ length: 8 }, (_, side) => {
      const fork = log.fork();
      fork.append(`side ${side}`, 'more');
      return fork;
    });
    const answers = await Promise.all(sides.map(async (side) => racing.add(await side.request(3n))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    const signed = sides[answers.findIndex(({ status }) => status === 200)]!;
    expect(readTextUnverified((await racing.last())!)).toBe(readTextUnverified(await signed.note()));
  } finally {
    await racing.close();
  }
});

test('no line leaves before the note is on disk', async () => {
  const failing = await aWitness({
    name: 'w.invalid',
    log,
    around: (kept) => ({ ...kept, replace: () => Promise.reject(new Error('the disk is full')) }),
  });
  try {
    const answer = await failing.add(await log.request(0n));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('w.invalid');
    expect(await failing.last()).toBeNull();
  } finally {
    await failing.close();
  }
});
