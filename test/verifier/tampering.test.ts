import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AccessEntry, commitmentOf, payloadOf } from '../../transparency/access-entry.ts';
import { makeWitness } from '../../transparency/cosignature.ts';
import { type ExportHeader, type ExportLine, writeExport } from '../../transparency/export.ts';
import { makeSigner, verifierKeyOf } from '../../transparency/note.ts';
import type { Failure, Trust } from '../../verifier/verdict.ts';
import { verify } from '../../verifier/verify.ts';
import {
  aLog,
  digest,
  inHex,
  keyFrom,
  LOG_KEY,
  logSigner,
  ORIGIN,
  SmallLog,
  START,
  WITNESS_KEYS,
  WITNESSES,
} from './make-log.ts';

const SIZE = 12;
const trust: Trust = { log: [LOG_KEY], witnesses: WITNESS_KEYS };

/** What `verify` finds in a file; `null` when all holds. Lines are written as they come: `writeExport` would put them in order. */
function failureOf(header: ExportHeader, lines: readonly ExportLine[], more: Partial<Trust> = {}): Failure | null {
  const [head] = writeExport(header, [], 'NDJSON').split('\n');
  const written = lines.map((line) => writeExport(header, [line], 'NDJSON').split('\n')[1]);
  const verdict = verify(`${[head, ...written].join('\n')}\n`, { ...trust, ...more });
  return verdict.holds ? null : verdict.failure;
}

const range = () => aLog().exportRange(2, 9, SIZE);
const idOf = (leaf: number) => `019a0000-0000-7000-8000-${String(leaf).padStart(12, '0')}`;

describe('an untouched export holds', () => {
  test('a range, with what it proves', async () => {
    const [header, lines] = await range();
    const verdict = verify(writeExport(header, lines, 'NDJSON'), trust);
    expect(verdict).toMatchObject({
      holds: true,
      holding: { records: 7, commitments: 0, range: { from: 2n, to: 9n }, checkpoint: { origin: ORIGIN, size: 12n } },
    });
    expect(verdict.holds && verdict.holding.witnesses.map(({ name }) => name)).toHaveLength(3);
  });

  test('every range and every choice, as NDJSON and as CSV', async () => {
    const log = aLog();
    for (let from = 0; from < SIZE; from++) {
      for (let to = from + 1; to <= SIZE; to++) {
        const [header, lines] = await log.exportRange(from, to, SIZE);
        expect(verify(writeExport(header, lines, 'NDJSON'), trust).holds).toBe(true);
        expect(verify(writeExport(header, lines, 'CSV'), trust).holds).toBe(true);
      }
    }
    expect(failureOf(...(await log.exportSome([0, 4, 11], SIZE)))).toBeNull();
  });

  test('leaves of a range need no proof each', async () => {
    const [header, lines] = await range();
    expect(
      failureOf(
        header,
        lines.map((line) => ({ ...line, proof: [] })),
      ),
    ).toBeNull();
  });

  test('an erased record is known by its commitment, and counted as such', async () => {
    const [header, lines] = await range();
    const erased = lines.map(({ leaf, commitment, proof, ...told }) =>
      leaf === '4' ? { leaf, commitment, proof } : { leaf, commitment, proof, ...told },
    );
    const verdict = verify(writeExport(header, erased, 'NDJSON'), trust);
    expect(verdict).toMatchObject({ holds: true, holding: { records: 6, commitments: 1 } });
  });
});

describe('a record', () => {
  test('that was changed is found', async () => {
    const [header, lines] = await range();
    const changed = lines.map((line) =>
      line.leaf === '5' ? { ...line, payload: line.payload?.replace('"HOUSING"', '"IDENTITY"') } : line,
    );
    expect(failureOf(header, changed as ExportLine[])).toEqual({ code: 'CHANGED', leaf: 5n, record: idOf(5) });
  });

  test('that was changed with its commitment is found', async () => {
    const [header, lines] = await range();
    const payload = lines[3]!.payload!.replace('"HOUSING"', '"IDENTITY"');
    const commitment = inHex(commitmentOf(Buffer.from(lines[3]!.salt!, 'hex'), payload));
    const changed = lines.map((line, at) => (at === 3 ? { ...line, payload, commitment } : line));
    expect(failureOf(header, changed)).toEqual({ code: 'NOT_IN_TREE', leaf: 5n, record: idOf(5) });
    const bare = changed.map((line) => ({ ...line, proof: [] }));
    expect(failureOf(header, bare)).toEqual({ code: 'RANGE_BROKEN' });
  });

  test('that was removed is found, first, in the middle and last', async () => {
    const [header, lines] = await range();
    for (const leaf of [2, 5, 8]) {
      const rest = lines.filter((line) => line.leaf !== String(leaf));
      expect(failureOf(header, rest)).toEqual(expect.objectContaining({ code: 'MISSING', leaf: BigInt(leaf) }));
    }
  });

  test('that was removed by narrowing the range is found', async () => {
    const [header, lines] = await range();
    expect(failureOf({ ...header, to: '8' }, lines.slice(0, -1))).toEqual({ code: 'RANGE_BROKEN' });
    expect(failureOf({ ...header, to: '8' }, lines)).toMatchObject({ code: 'BEYOND_RANGE', leaf: 8n });
  });

  test('that was moved is found', async () => {
    const [header, lines] = await range();
    const moved = [lines[1]!, lines[0]!, ...lines.slice(2)];
    expect(failureOf(header, moved)).toMatchObject({ code: 'OUT_OF_ORDER', leaf: 3n });
    const renumbered = moved.map((line, at) => ({ ...line, leaf: String(2 + at) }));
    expect(failureOf(header, renumbered)).toMatchObject({ code: 'NOT_IN_TREE', leaf: 2n, record: idOf(3) });
    const [choice, some] = await aLog().exportSome([3, 7], SIZE);
    expect(failureOf(choice, [...some].reverse())).toMatchObject({ code: 'OUT_OF_ORDER', leaf: 3n });
  });

  test('that was chosen, and comes without its proof, is not believed', async () => {
    const [header, lines] = await aLog().exportSome([3], SIZE);
    expect(failureOf(header, [{ ...lines[0]!, proof: [] }])).toEqual({
      code: 'NOT_IN_TREE',
      leaf: 3n,
      record: idOf(3),
    });
  });

  test('that is beyond the signed tree is found', async () => {
    const log = aLog(14);
    const [header] = await log.exportSome([], SIZE);
    const beyond = await log.lineOf(13, 14);
    expect(failureOf(header, [beyond])).toEqual({ code: 'BEYOND_TREE', leaf: 13n, record: idOf(13) });
  });

  test('that was doubled is found', async () => {
    const [header, lines] = await range();
    expect(failureOf(header, [...lines.slice(0, 3), lines[2]!, ...lines.slice(3)])).toMatchObject({
      code: 'TWICE',
      leaf: 4n,
    });
    const instead = lines.map((line, at) => (at === 3 ? { ...lines[2]!, leaf: '5' } : line));
    expect(failureOf(header, instead)).toMatchObject({ code: 'NOT_IN_TREE', leaf: 5n, record: idOf(4) });
  });

  test('that the log itself took twice is found', async () => {
    const log = aLog(6).append({ id: idOf(2) });
    expect(failureOf(...(await log.exportRange(0, 7, 7)))).toEqual({ code: 'RECORD_TWICE', leaf: 6n, record: idOf(2) });
  });

  test('that comes with the salt of another is found', async () => {
    const [header, lines] = await range();
    const foreign = lines.map((line, at) => (at === 1 ? { ...line, salt: lines[2]!.salt! } : line));
    expect(failureOf(header, foreign)).toEqual({ code: 'CHANGED', leaf: 3n, record: idOf(3) });
  });

  test('that is none, though the log committed itself to it, is found', async () => {
    const log = aLog(3);
    const salt = digest('salt');
    for (const payload of [
      '{"id":"no record"}',
      'no JSON',
      `${payloadOf(log.entries[0]!)} `,
      payloadOf(log.entries[0]!).replace('"count":1', '"count":1,"count":1'),
      payloadOf(log.entries[0]!).replace('"recordedAt":"2026', '"recordedAt":"in 2026'),
    ]) {
      const odd = aLog(3);
      odd.tree.append([commitmentOf(salt, payload)]);
      odd.entries.push(odd.entries[0]!);
      odd.salts.push(salt);
      const [header, lines] = await odd.exportSome([3], 4);
      const commitment = inHex(commitmentOf(salt, payload));
      expect(failureOf(header, [{ ...lines[0]!, payload, commitment }])).toEqual({ code: 'NO_RECORD', leaf: 3n });
    }
  });

  test('that a table shows otherwise than it is, is found', async () => {
    const [header, lines] = await range();
    const table = writeExport(header, lines, 'CSV');
    expect(table).toContain(';HOUSING;');
    const verdict = verify(table.replace(';HOUSING;', ';IDENTITY;'), trust);
    expect(verdict).toMatchObject({ failure: { code: 'MISSHOWN', leaf: 2n, record: idOf(2), column: 'category' } });
  });
});

describe('a date', () => {
  const minutes = (count: number) => new Date(START + count * 60_000);

  test('before that of the records in front is found', async () => {
    const log = aLog(10).append({ recordedAt: minutes(-5), at: minutes(-5) });
    const failure = { code: 'BACK_DATED', leaf: 10n, record: idOf(10), seconds: 390 };
    expect(failureOf(...(await log.exportRange(0, 11, 11)))).toEqual(failure);
    expect(failureOf(...(await log.exportRange(0, 11, 11)), { tolerance: 400 })).toBeNull();
  });

  test('before a tree that a witness had signed without it is found', async () => {
    const log = aLog(10).append({ recordedAt: minutes(-5), at: minutes(-5) });
    const before = [{ name: 'temoin.txt', text: await log.note(10) }];
    const [header, lines] = await log.exportSome([10], 11);
    const consistency = [await log.consistency(10, 11)];
    expect(failureOf({ ...header, consistency }, lines)).toBeNull();
    expect(failureOf({ ...header, consistency }, lines, { against: before })).toMatchObject({
      code: 'BEFORE_WITNESS',
      leaf: 10n,
    });
  });

  test('after a tree that a witness had signed with it is found', async () => {
    const log = aLog(10).append({ recordedAt: minutes(30), at: minutes(30) });
    expect(failureOf(...(await log.exportSome([10], 11)))).toMatchObject({ code: 'AFTER_WITNESS', leaf: 10n });
  });

  test('far from the instant of the decision is found, unless the clock of a run is its own', async () => {
    const log = aLog(10).append({ at: minutes(-600) });
    const made = await log.exportRange(0, 11, 11);
    expect(failureOf(...made)).toMatchObject({ code: 'CLOCKS_APART', leaf: 10n, record: idOf(10) });
    expect(failureOf(...made, { clockTolerance: 100_000 })).toBeNull();
  });
});

describe('a checkpoint', () => {
  test('that was forged is found', async () => {
    const [header, lines] = await range();
    const checkpoint = header.checkpoint.replace('\n12\n', '\n13\n');
    expect(failureOf({ ...header, checkpoint, size: '13' }, lines)).toEqual({ code: 'CHECKPOINT_FORGED' });
  });

  test('that another key signed is not believed, even when the file names that key', async () => {
    const stranger = makeSigner(ORIGIN, generateKeyPairSync('ed25519').privateKey);
    const log = aLog();
    const note = await log.note(SIZE, { signers: [stranger] });
    const [header, lines] = await log.exportRange(2, 9, SIZE, note);
    const named = verifierKeyOf(stranger);
    expect(failureOf({ ...header, log: named }, lines)).toEqual({ code: 'UNKNOWN_LOG', named });
  });

  test('of another log under the same key is not believed', async () => {
    const log = aLog();
    const note = await log.note(SIZE, { origin: 'hub.invalid/other' });
    expect(failureOf(...(await log.exportRange(2, 9, SIZE, note)))).toEqual({ code: 'OTHER_ORIGIN' });
  });

  test('of another size than the file says is found', async () => {
    const [header, lines] = await range();
    expect(failureOf({ ...header, size: '11' }, lines)).toEqual({ code: 'OTHER_SIZE', said: 11n, signed: 12n });
  });

  test('signed with the old and the new key holds under either', async () => {
    const next = makeSigner(ORIGIN, keyFrom('the next log key'));
    const log = aLog();
    const made = await log.exportRange(2, 9, SIZE, await log.note(SIZE, { signers: [logSigner, next] }));
    expect(failureOf(...made)).toBeNull();
    expect(failureOf(...made, { log: [verifierKeyOf(next)] })).toBeNull();
  });

  test('with too few witnesses is found', async () => {
    const log = aLog();
    const two = await log.note(SIZE, { witnesses: WITNESSES.slice(0, 2) });
    const made = await log.exportRange(2, 9, SIZE, two);
    const failure = { code: 'TOO_FEW_WITNESSES', found: ['DEPT_21', 'CCAS_LONGVIC'], least: 3 };
    expect(failureOf(...made)).toEqual(failure);
    expect(failureOf(...made, { leastWitnesses: 2 })).toBeNull();
    const doubled = addLine(two, 0);
    expect(failureOf({ ...made[0], checkpoint: doubled }, made[1])).toEqual(failure);
  });

  test('a witness that is changing its key counts once', async () => {
    const log = aLog();
    const next = makeWitness('DEPT_21', keyFrom('the next key of DEPT_21'));
    const made = await log.exportRange(2, 9, SIZE, await log.note(SIZE, { witnesses: [WITNESSES[0]!, next] }));
    const witnesses = [WITNESS_KEYS[0]!, verifierKeyOf(next)];
    expect(failureOf(...made, { witnesses })).toBeNull();
    const failure = { code: 'TOO_FEW_WITNESSES', found: ['DEPT_21'], least: 2 };
    expect(failureOf(...made, { witnesses, leastWitnesses: 2 })).toEqual(failure);
  });

  test('with a witness of another checkpoint is found', async () => {
    const log = aLog();
    const [note, other] = [await log.note(SIZE, { witnesses: [] }), await log.note(SIZE - 1)];
    const taken = `${note}${other.split('\n').filter((line) => line.startsWith('— DEPT_21 '))[0]}\n`;
    expect(failureOf(...(await log.exportRange(2, 9, SIZE, taken)))).toEqual({ code: 'WITNESS_FORGED' });
  });
});

describe('two histories', () => {
  const fork = (log: SmallLog, size: number, change: Partial<AccessEntry>) =>
    new SmallLog().append(...log.entries.slice(0, size - 1), change);

  test('of one size are a split view', async () => {
    const log = aLog();
    const other = await fork(log, SIZE, { category: 'IDENTITY' }).note(SIZE);
    const against = [{ name: 'CCAS_LONGVIC.txt', text: other }];
    const split = { code: 'SPLIT_VIEW', other: 'CCAS_LONGVIC.txt' };
    expect(failureOf(...(await log.exportRange(2, 9, SIZE)), { against })).toEqual(split);
    expect(verify(await log.note(SIZE), { ...trust, against })).toEqual({ holds: false, failure: split });
    expect(
      verify(await log.note(SIZE), { ...trust, against: [{ name: 'same', text: await log.note(SIZE) }] }).holds,
    ).toBe(true);
  });

  test('of two sizes are a split view where a range reaches over the end of the smaller', async () => {
    const log = aLog();
    const [header, lines] = await log.exportRange(2, 12, SIZE);
    const bare = lines.map((line) => ({ ...line, proof: [] }));
    for (let size = 2; size < SIZE; size++) {
      const honest = [{ name: 'honest', text: await aLog().note(size) }];
      expect(failureOf(header, bare, { against: honest, tolerance: 600 })).toBeNull();
      const forked = [{ name: 'forked', text: await fork(log, size, { category: 'IDENTITY' }).note(size) }];
      expect(failureOf(header, bare, { against: forked })).toEqual({ code: 'SPLIT_VIEW', other: 'forked' });
    }
  });

  test('of two sizes are told apart by a consistency proof, in the export or beside it', async () => {
    const log = aLog();
    const made = await log.exportSome([3], SIZE);
    const against = [{ name: 'DEPT_21.txt', text: await log.note(7) }];
    expect(failureOf(...made, { against })).toEqual({ code: 'UNCOMPARABLE', other: 'DEPT_21.txt' });
    const proof = await log.consistency(7, SIZE);
    expect(failureOf({ ...made[0], consistency: [proof] }, made[1], { against })).toBeNull();
    const beside = { against, consistency: [JSON.stringify({ ...proof, to: String(SIZE) })] };
    expect(failureOf(...made, beside)).toBeNull();
    expect(
      verify(await log.note(7), { ...trust, ...beside, against: [{ name: 'n', text: await log.note(SIZE) }] }).holds,
    ).toBe(true);
    const forked = [{ name: 'DEPT_21.txt', text: await fork(log, 7, { category: 'IDENTITY' }).note(7) }];
    const failure = { code: 'INCONSISTENT', other: 'DEPT_21.txt' };
    expect(failureOf({ ...made[0], consistency: [proof] }, made[1], { against: forked })).toEqual(failure);
  });

  test('what somebody else holds proves nothing when it does not hold itself', async () => {
    const log = aLog();
    const made = await log.exportRange(2, 9, SIZE);
    const [header, lines] = await aLog().exportRange(0, 7, 7);
    const forged = writeExport({ ...header, checkpoint: header.checkpoint.replace('\n7\n', '\n8\n') }, lines, 'NDJSON');
    const other = { code: 'OTHER_FORGED', other: 'x' };
    expect(failureOf(...made, { against: [{ name: 'x', text: forged }] })).toEqual(other);
    const holed = writeExport(header, lines.slice(1), 'NDJSON');
    expect(failureOf(...made, { against: [{ name: 'x', text: holed }] })).toEqual(other);
    expect(failureOf(...made, { against: [{ name: 'x', text: writeExport(header, lines, 'NDJSON') }] })).toBeNull();
  });

  test('of two logs are not compared', async () => {
    const signer = makeSigner('elsewhere.invalid/journal', keyFrom('elsewhere'));
    const elsewhere = await aLog(5).note(5, { signers: [signer], origin: 'elsewhere.invalid/journal' });
    const more = { log: [LOG_KEY, verifierKeyOf(signer)], against: [{ name: 'x', text: elsewhere }] };
    expect(failureOf(...(await range()), more)).toEqual({ code: 'OTHER_LOG', other: 'x' });
  });
});

/** The note with one of its witness lines again, from the back. */
function addLine(note: string, fromBack: number): string {
  const lines = note.trimEnd().split('\n');
  return `${note}${lines[lines.length - 1 - fromBack]}\n`;
}
