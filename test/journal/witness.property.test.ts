import { PrismaPg } from '@prisma/adapter-pg';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import { createWitnessedCheckpoints } from '../../subgraphs/contract/witnessed.repository.ts';
import { readAddCheckpoint } from '../../subgraphs/joining/read-add-checkpoint.ts';
import { createWitness } from '../../subgraphs/joining/witness.ts';
import { makeWitness } from '../../transparency/cosignature.ts';
import { readVerifier } from '../../transparency/note.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { size } from '../support/size.ts';
import { aKey, aLog, requestOf } from './a-log.ts';

/** Two branches of one log, told with one key; a request may come from either, from any size, with any proof, at any time. */
const request = fc.record({
  branch: fc.nat(2),
  /** Null: what the witness holds when the request is made. */
  old: fc.option(fc.nat(12), { nil: null, freq: 4 }),
  /** What the proof is really for. */
  provedFrom: fc.option(fc.nat(12), { nil: null }),
  size: fc.nat(12),
});
const story = fc.record({
  common: fc.nat(5),
  own: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)),
  /** Each group arrives at the same moment. */
  groups: fc.array(fc.array(request, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
});

let database: FreshDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  database = await freshDatabase('body');
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 8 }) });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

const signer = makeWitness('w.invalid', aKey());
const key = aKey();
let stories = 0;
let countersigned = 0;

test('a witness never countersigns two checkpoints that are not of one history', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ common, own, groups }) => {
      stories += 1;
      const name = `log-${stories}.invalid`;
      const shared = Array.from({ length: common }, (_, n) => `${n}`);
      const entriesOf = own.map((more, branch) => [
        ...shared,
        ...Array.from({ length: more }, (_, n) => `${branch}:${n}`),
      ]);
      const branches = entriesOf.map((entries) => aLog({ name, key, entries }));
      const witness = createWitness({
        signer,
        logKeys: [readVerifier(branches[0]!.key)],
        checkpoints: createWitnessedCheckpoints(prisma),
        onContradiction: () => {},
      });

      const signed: string[][] = [];
      for (const group of groups) {
        const held = Number((await witness.last(name))?.size ?? 0n);
        await Promise.all(
          group.map(async ({ branch, old: believed, provedFrom, size: asked }) => {
            const old = believed ?? held;
            const log = branches[branch]!;
            const upTo = Math.min(asked, Number(log.size));
            const from = Math.min(provedFrom ?? old, upTo);
            const proof = await log.proof(BigInt(from), BigInt(upTo));
            const answer = await witness.add(
              readAddCheckpoint(requestOf(BigInt(old), proof, await log.note(BigInt(upTo)))),
            );
            if (answer.status === 200) signed.push(entriesOf[branch]!.slice(0, upTo));
          }),
        );
      }
      signed.sort((one, other) => one.length - other.length);
      for (const [nth, entries] of signed.entries()) {
        const next = signed[nth + 1];
        if (next) expect(next.slice(0, entries.length)).toEqual(entries);
      }
      countersigned += signed.length;
    }),
    { numRuns: size(150, 3_000) },
  );
  expect(countersigned, 'the stories say nothing when nothing is countersigned').toBeGreaterThan(stories);
});
