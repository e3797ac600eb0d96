import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf } from '../../linkage/cascade.ts';
import type { CivilTraits } from '../../linkage/civil-traits.ts';
import { matchCascade } from '../../linkage/match.ts';
import { blind, carryOver, evaluate, makeObliviousKey, stepBetween, unblind } from '../../linkage/oblivious.ts';
import { linkFiles } from '../../subgraphs/joining/link-files.ts';
import { type LinkageWorld, openLinkageWorld } from '../linkage/service/world.ts';
import { interleave } from './rounds.ts';

const PEOPLE = 25;
const people = (file: string): CivilTraits[] => {
  const text = readFileSync(join(import.meta.dirname, '../vectors/linkage', file), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows.map((row) => ({
    birthName: row.nom_naissance ?? '',
    firstNames: [row.prenoms ?? ''],
    birthDate: row.date_naissance || null,
    birthPlaceCog: row.cog_naissance || null,
    sex: row.sexe ?? '',
  }));
};
const some = people('ccas.csv').slice(0, PEOPLE);
const inputs = some.flatMap((traits) => keysOf(traits).flatMap((key) => (key === null ? [] : [Buffer.from(key)])));
const key = makeObliviousKey();

let world: LinkageWorld;
beforeAll(async () => {
  world = await openLinkageWorld();
});
afterAll(() => world.close());

test('persons per second under the oblivious function, with all their keys: each side, and what the proof costs', async () => {
  const items = inputs.map((input) => blind(input));
  const blinded = items.map((item) => item.blinded);
  const evaluation = evaluate(key, blinded);
  const { oprf } = ristretto255_oprf;
  const rates = await interleave({
    blinding: async () => perSecond(() => inputs.map((input) => blind(input))),
    evaluating: async () => perSecond(() => evaluate(key, blinded)),
    withoutProof: async () => perSecond(() => blinded.map((each) => oprf.blindEvaluate(key.secretKey, each))),
    unblinding: async () => perSecond(() => unblind(items, evaluation, key.publicKey)),
  });
  const step = stepBetween(key, makeObliviousKey());
  const carried = perSecond(() => evaluation.evaluated.map((element) => carryOver(element, step)));
  console.log(
    `persons per second and core, ${(inputs.length / PEOPLE).toFixed(1)} keys each: a body blinds ${shown(rates.blinding)} ` +
      `and unblinds ${shown(rates.unblinding)}; the service evaluates ${shown(rates.evaluating)} with a proof, ` +
      `${shown(rates.withoutProof)} without; a rotation carries over ${shown(carried)}`,
  );
  expect(rates.evaluating).toBeGreaterThan(5);
});

test('persons per second from a body to its subjects, over HTTP and the database', async () => {
  const access = await world.access('DEPT');
  const { rate } = await interleave({
    rate: async () => {
      const files = some.map((traits) => ({ file: `DEPT:${randomUUID()}`, traits }));
      const started = performance.now();
      expect((await linkFiles(access, files)).size).toBe(PEOPLE);
      return (PEOPLE * 1000) / (performance.now() - started);
    },
  });
  console.log(`persons per second from end to end: ${shown(rate)}`);
  expect(rate).toBeGreaterThan(1);
});

test('how long the cascade takes for 20 000 and 8 000 files', async () => {
  const [left, right] = [people('departement.csv'), people('ccas.csv')];
  const started = performance.now();
  const found = matchCascade(left.map(keysOf), right.map(keysOf));
  console.log(`${found.length} matches in ${Math.round(performance.now() - started)} ms`);
  expect(found.length).toBeGreaterThan(4_500);
});

function perSecond(work: () => unknown): number {
  const started = performance.now();
  work();
  return (PEOPLE * 1000) / (performance.now() - started);
}

const shown = (rate: number): string => rate.toFixed(rate < 10 ? 1 : 0);
