import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createProofs } from '../../gateway/journal/proofs.repository.ts';
import { EXPORT_FORMAT, writeExport } from '../../transparency/export.ts';
import { runCommand } from '../../verifier/run-command.ts';
import { freshDatabase } from '../support/database.ts';
import { type AJournal, aJournal, enterWitnesses } from './a-journal.ts';
import { type ALog, aLog } from './a-log.ts';
import { type AWitness, aWitness } from './a-witness.ts';

/** A hub that keeps two journals under one name and one key, and shows one to a CCAS and the other to a Département. */
let folder: string;
let log: ALog;
let ccas: AWitness;
let dept: AWitness;
let shown: { readonly toCcas: AJournal; readonly toDept: AJournal };
let undo: (() => Promise<unknown>)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-split-'));
  undo = [async () => rmSync(folder, { recursive: true })];
  log = aLog();
  ccas = await aWitness({ name: 'ccas-longvic.invalid/witness', log });
  dept = await aWitness({ name: 'dept-21.invalid/witness', log });
  undo.push(
    () => ccas.close(),
    () => dept.close(),
  );

  const first = await freshDatabase('hub');
  undo.push(() => first.drop());
  await enterWitnesses(first.url, { CCAS_LONGVIC: ccas, DEPT_21: dept });
  const honest = await aJournal(first.url, log);
  await honest.grow(3);
  await honest.countersigned(2);
  await honest.close();

  const second = await copyOf(first.url);
  undo.push(() => second.drop());
  await forgetWitness(first.url, 'DEPT_21');
  await forgetWitness(second.url, 'CCAS_LONGVIC');
  shown = { toCcas: await aJournal(first.url, log), toDept: await aJournal(second.url, log) };
  undo.push(
    () => shown.toCcas.close(),
    () => shown.toDept.close(),
  );
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

async function copyOf(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = new URL(url).pathname.slice(1);
  const asAdministrator = async (statement: string) => {
    const client = new pg.Client(inject('postgres'));
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asAdministrator(`CREATE DATABASE "${name}_copy" TEMPLATE "${name}"`);
  const copy = new URL(url);
  copy.pathname = `/${name}_copy`;
  return { url: copy.href, drop: () => asAdministrator(`DROP DATABASE "${name}_copy" WITH (FORCE)`) };
}

async function forgetWitness(url: string, body: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('DELETE FROM journal_key WHERE body_code = $1', [body]).finally(() => client.end());
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What two bodies do who trust neither the hub nor each other: each shows what it signed last, and `verify` compares. */
async function compare(one: AWitness, other: AWitness): Promise<ReturnType<typeof runCommand>> {
  const [mine, theirs] = [file('mine', (await one.last())!), file('theirs', (await other.last())!)];
  return runCommand(['verify', mine, '--key', log.key, '--witness', one.key, '--against', theirs, '--lang', 'en']);
}

/** All that a hub would export to an officer who asks for everything. */
async function exportOf({ pool }: AJournal): Promise<string> {
  const proofs = createProofs(pool);
  const { size, note } = (await proofs.checkpoint())!;
  const { leaves, left, right } = await proofs.range(0n, size, size);
  const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));
  const lines = await Promise.all(
    leaves.map(async ({ index, commitment }) => ({
      leaf: String(index),
      commitment: commitment.toString('hex'),
      proof: hex(await proofs.inclusionProof(index, size)),
    })),
  );
  const header = {
    ...({ format: EXPORT_FORMAT, log: log.key, size: String(size), from: '0', to: String(size) } as const),
    ...{ left: hex(left), right: hex(right), checkpoint: note, exportedAt: '2026-05-04T08:00:00.000Z' },
  };
  return writeExport(header, lines, 'NDJSON');
}

test('as long as there is one history, what two bodies signed agrees', async () => {
  expect(await compare(ccas, dept)).toMatchObject({ code: 0 });
});

test('each signs its own side, and comparing the two finds it', async () => {
  await Promise.all([shown.toCcas.grow(5), shown.toDept.grow(5)]);
  await Promise.all([shown.toCcas.countersigned(1), shown.toDept.countersigned(1)]);
  const found = await compare(ccas, dept);
  expect(found.code).toBe(1);
  expect(found.text).toMatch(/split|two histories/i);
  // Neither body is at fault: each line holds by itself.
  for (const [name, witness] of Object.entries({ ccas, dept })) {
    const note = file(name, (await witness.last())!);
    expect(runCommand(['verify', note, '--key', log.key, '--witness', witness.key])).toMatchObject({ code: 0 });
  }
});

test('it is found as well when the two trees are not of one size', async () => {
  await Promise.all([shown.toCcas.grow(4), shown.toDept.grow(9)]);
  await Promise.all([shown.toCcas.countersigned(1), shown.toDept.countersigned(1)]);
  const whole = file('export', await exportOf(shown.toDept));
  const theirs = file('theirs', (await ccas.last())!);
  const found = runCommand(['verify', whole, '--key', log.key, '--against', theirs, '--lang', 'en']);
  expect(found.code).toBe(1);
  expect(found.text).toMatch(/split|two histories/i);
});

test.each([
  ['as large', 5],
  ['larger', 8],
  ['smaller', 2],
])('a body that has signed one side refuses the other, when that is %s', async (_, more) => {
  await Promise.all([shown.toCcas.grow(5), shown.toDept.grow(more)]);
  await shown.toCcas.countersigned(1);
  const before = await ccas.last();
  await enterWitnesses(new URL(shown.toDept.pool.options.connectionString!).href, { CCAS_LONGVIC: ccas });

  for (let tried = 0; shown.toDept.contradictions.length === 0 && tried < 250; tried += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  // The hub that was lied to itself, as after a restore, learns it from the note that the body holds.
  expect(shown.toDept.contradictions.map(({ message }) => message)).toEqual([
    expect.stringContaining('the journal has two histories: of the witness `CCAS_LONGVIC`'),
  ]);
  await expect(shown.toDept.agrees()).rejects.toThrow(/the hub does not start/);
  expect(await ccas.last()).toBe(before);
  const { rows } = await shown.toDept.pool.query(
    "SELECT size FROM journal_cosignature WHERE body_code = 'CCAS_LONGVIC' AND size > 3",
  );
  expect(rows).toEqual([]);
  if (more !== 2) expect(ccas.contradictions.length).toBeGreaterThan(0);
});
