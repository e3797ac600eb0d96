import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { hashLeaf } from '../../transparency/hashing.ts';
import { openNote, readVerifier } from '../../transparency/note.ts';
import { verifyConsistency, verifyInclusion } from '../../transparency/verify-proofs.ts';
import { awaitSequenced } from '../support/await-sequenced.ts';
import { HIS_FILE, HIS_OTHER_FILE, type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
  for (let n = 0; n < 5; n += 1)
    await office.at(`2026-05-04T09:0${n}`, 'AG-01', HIS_FILE, 'birthName housing { tenure }');
  await awaitSequenced(office.territory.hubDatabase);
});
afterAll(() => office?.close());

interface Told {
  readonly journal: {
    readonly checkpoint: { size: string; root: string; note: string; signedAt: string; witnesses: readonly unknown[] };
    readonly keys: readonly { verifier: string; use: string; validTo: string | null }[];
  };
}
interface Proof {
  readonly leaf: string;
  readonly size: string;
  readonly commitment: string;
  readonly proof: readonly string[];
}
const CHECKPOINT =
  '{ journal { checkpoint { size root note signedAt witnesses { name body signedAt } } keys { verifier use validTo } } }';
const hashes = (hex: readonly string[]) => hex.map((each) => Buffer.from(each, 'hex'));
const idOf = async (agentBody: string, owner: string): Promise<string> => {
  const { rows } = await office.territory.hubDatabase.query<{ id: string }>(
    'SELECT id FROM access_record WHERE agent_body = $1 AND owner_body = $2 ORDER BY recorded_at LIMIT 1',
    [agentBody, owner],
  );
  return rows[0]!.id;
};
const prove = (record: string) =>
  office.answer('query($record: ID!) { journal { inclusionProof(record: $record) { leaf size commitment proof } } }', {
    record,
  });

test('the checkpoint is signed under a key that is told beside it, and dated', async () => {
  const { journal } = await office.audit<Told>(CHECKPOINT);
  const log = journal.keys.filter(({ use }) => use === 'LOG').map(({ verifier }) => readVerifier(verifier));
  const said = readCheckpoint(openNote(journal.checkpoint.note, log).text);
  expect([String(said.size), said.root.toString('hex')]).toEqual([journal.checkpoint.size, journal.checkpoint.root]);
  expect(Math.abs(Date.now() - Date.parse(journal.checkpoint.signedAt))).toBeLessThan(600_000);
});

test('a record that the officer may know of is proved to be in the tree', async () => {
  const record = await idOf('DEPT_21', 'CCAS_LONGVIC');
  const told = await prove(record);
  const { inclusionProof } = (told.body.data as { journal: { inclusionProof: Proof } }).journal;
  const size = BigInt(inclusionProof.size);
  const { journal } = await office.audit<Told>(
    `{ journal { checkpoint(size: "${size}") { size root note signedAt witnesses { name } } keys { verifier use validTo } } }`,
  );
  const leafHash = hashLeaf(Buffer.from(inclusionProof.commitment, 'hex'));
  const claim = {
    ...{ index: BigInt(inclusionProof.leaf), size, leafHash, proof: hashes(inclusionProof.proof) },
    root: Buffer.from(journal.checkpoint.root, 'hex'),
  };
  expect(verifyInclusion(claim)).toBe(true);
  expect(verifyInclusion({ ...claim, index: claim.index + 1n })).toBe(false);
  const lines = await office.territory.linesOf(told.operation);
  expect(lines.map(({ category, decision, rule }) => `${category} ${decision} ${rule}`)).toEqual([
    'AUDIT_TRACE PERMIT R602',
  ]);
});

test('a record that she may not know of, one that there is not and no id at all are the same bytes', async () => {
  await office.world.share(
    'SP-METRO',
    [HIS_OTHER_FILE],
    [
      { body: 'DEPT_21', agent: 'AG-01' },
      { body: 'METRO_DIJON', agent: 'AG-08' },
    ],
  );
  await office.at('2026-05-04T09:30', 'AG-08', HIS_OTHER_FILE, 'housing { tenure }');
  await awaitSequenced(office.territory.hubDatabase);
  const foreign = await prove(await idOf('METRO_DIJON', 'DEPT_21'));
  expect(foreign.body.data).toEqual({ journal: { inclusionProof: null } });
  expect((await prove('00000000-0000-4000-8000-000000000000')).text).toBe(foreign.text);
  expect((await prove('no-uuid')).text).toBe(foreign.text);
});

test('of two checkpoints the later begins with the earlier, and none is proved that was never signed', async () => {
  const first = (await office.audit<Told>(CHECKPOINT)).journal.checkpoint;
  await office.at('2026-05-04T09:40', 'AG-01', HIS_FILE, 'birthName');
  await awaitSequenced(office.territory.hubDatabase);
  const second = (await office.audit<Told>(CHECKPOINT)).journal.checkpoint;
  expect(BigInt(second.size)).toBeGreaterThan(BigInt(first.size));
  const query =
    'query($from: String!, $to: String!) { journal { consistencyProof(from: $from, to: $to) { from to proof } } }';
  const { journal } = await office.audit<{ journal: { consistencyProof: { proof: string[] } } }>(query, {
    ...{ from: first.size, to: second.size },
  });
  const claim = {
    ...{ from: BigInt(first.size), to: BigInt(second.size), proof: hashes(journal.consistencyProof.proof) },
    ...{ fromRoot: Buffer.from(first.root, 'hex'), toRoot: Buffer.from(second.root, 'hex') },
  };
  expect(verifyConsistency(claim)).toBe(true);
  expect(verifyConsistency({ ...claim, fromRoot: claim.toRoot })).toBe(false);
  const unsigned = await office.answer(query, { from: '1', to: '99999999' });
  expect(unsigned.body.data).toEqual({ journal: { consistencyProof: null } });
  const refused = await office.answer(query, { from: '-1', to: 'many' });
  expect(refused.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
});
