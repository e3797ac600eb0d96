import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cosign, makeWitness } from '../../transparency/cosignature.ts';
import { readTextUnverified, verifierKeyOf } from '../../transparency/note.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type AJournal, aJournal, enterWitnesses } from './a-journal.ts';
import { type ALog, aKey, aLog } from './a-log.ts';
import { type AWitness, aWitness } from './a-witness.ts';

/** An honest witness and one that answers as the test likes, for one journal. */
let log: ALog;
let honest: AWitness;
let journal: AJournal;
let database: FreshDatabase;
let server: Server;
let asked: { readonly path: string; readonly text: string }[];
let answer: (response: ServerResponse, note: string) => void | Promise<void>;
const liar = makeWitness('liar.invalid/witness', aKey());

beforeEach(async () => {
  log = aLog();
  asked = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', text });
      void answer(response, text.slice(text.indexOf('\n\n') + 2));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  honest = await aWitness({ name: 'honest.invalid/witness', log });
  database = await freshDatabase('hub');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await enterWitnesses(database.url, { HONEST: honest, LIAR: { url, key: verifierKeyOf(liar) } });
  journal = await aJournal(database.url, log);
});
afterEach(async () => {
  await journal.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await honest.close();
  await database.drop();
});

const say = (status: number, text: string) => (response: ServerResponse) => {
  response.writeHead(status).end(text);
};
const signs =
  (text: (note: string) => string, key = liar) =>
  (response: ServerResponse, note: string) => {
    response.writeHead(200).end(cosign(text(note), key, 1_777_881_600));
  };
test.each<[string, typeof answer]>([
  ['nothing at all', () => {}],
  ['another status', say(500, 'broken')],
  ['that it knows no such log', say(404, '')],
  ['words for a signature', say(200, 'signed!\n')],
  ['nothing for a signature', say(200, '')],
  ['the line of a key that is not in the list', signs(readTextUnverified, makeWitness('liar.invalid/witness', aKey()))],
  ['a line over another text', signs(() => `${log.signer.name}\n99\n${Buffer.alloc(32, 1).toString('base64')}\n`)],
  ['that it holds more than there is', say(409, '999999999\n')],
  ['a size of its own each time', (response) => say(409, `${asked.length % 3}\n`)(response)],
  ['that the size is no number', say(409, '-1\n')],
  ['more than anybody would read', say(200, 'x'.repeat(1_000_000))],
])('a witness that answers %s costs its own line and nothing else', async (_, lie) => {
  answer = lie;
  await journal.grow(3);
  await journal.countersigned(1);
  await journal.grow(2);
  await journal.countersigned(1);
  for (let tried = 0; asked.length === 0 && tried < 100; tried += 1) await wait(20);
  const { rows } = await journal.pool.query('SELECT DISTINCT body_code AS body FROM journal_cosignature');
  expect(rows).toEqual([{ body: 'HONEST' }]);
  expect(journal.contradictions).toEqual([]);
  expect(asked.filter(({ path }) => path === '/witness/add-checkpoint').length).toBeGreaterThan(0);
});

test('a failing witness is asked less and less, and told of once', async () => {
  answer = say(500, 'broken');
  await journal.grow(1);
  await wait(1_000);
  for (let n = 0; n < 10; n += 1) {
    await journal.grow(1);
    await wait(100);
  }
  expect(asked.length).toBeLessThanOrEqual(8);
  expect(journal.logged.map((error) => (error as Error).message)).toEqual(['the witness `LIAR` did not countersign']);
});

test('one that is right among several lines is taken', async () => {
  answer = (response, note) => {
    const text = readTextUnverified(note);
    const [other, own] = [makeWitness(liar.name, aKey()), liar].map((key) => cosign(text, key, 1_777_881_600));
    response.writeHead(200).end(`${other}${own}`);
  };
  await journal.grow(2);
  await journal.countersigned(2);
});

test('a witness cannot stop a hub by making up a history', async () => {
  const made = aLog({ entries: Array.from({ length: 50 }, (_, n) => `made up ${n}`) });
  const note = await made.note();
  answer = (response) => void response.writeHead(200).end(note);
  await journal.grow(2);
  await journal.agrees();
  expect(journal.logged.map((error) => (error as Error).message)).toContain(
    'the witness `LIAR` does not say what it has countersigned',
  );
});

test('the history that the journal itself has signed elsewhere does stop it', async () => {
  const other = log.fork();
  other.append('another', 'history');
  const note = await other.note();
  answer = (response) => void response.writeHead(200).end(note);
  await journal.grow(2);
  await expect(journal.agrees()).rejects.toThrow('another tree of 2 leaves');
  other.append('and longer');
  const longer = await other.note();
  answer = (response) => void response.writeHead(200).end(longer);
  await expect(journal.agrees()).rejects.toThrow('the end of the journal is lost');
});

test('a key that is no longer in force is asked nothing', async () => {
  answer = say(500, 'broken');
  await journal.pool.query(`UPDATE journal_key SET valid_to = '2025-02-01' WHERE body_code = 'LIAR'`);
  await journal.grow(2);
  await journal.countersigned(1);
  await wait(600);
  expect(asked).toEqual([]);
});
