import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIssuer, serveKeys } from '../../development/issuer.ts';
import { moveHub } from '../../prisma/seed/hub.ts';
import { freshDatabase } from '../support/database.ts';
import { seededHub, withHub } from '../support/hub-database.ts';
import { addBenchCases, OWNERS } from './bench-world.ts';
import { type FilledBody, openFilledBody } from './filled-body.ts';

/** What hubs that are measured have around them: people, bodies that cost next to nothing, and somebody who asks. */
export interface BenchSurroundings {
  readonly body: FilledBody;
  /** The key that signs passes. */
  readonly key: KeyObject;
  /** What each of the hubs finds in its environment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly headers: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openBenchSurroundings(): Promise<BenchSurroundings> {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const key = generateKeyPairSync('ed25519').privateKey;
  const logKey = generateKeyPairSync('ed25519').privateKey;
  const body = await openFilledBody();
  closing.push(() => body.close());
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const issuer = await openIssuer({ file: join(folder, 'keys.json'), bodies: ['DEPT_21'], audience: 'passerelle' });
  const keys = await serveKeys(issuer);
  closing.push(() => keys.close());

  const database = await freshDatabase('hub', seededHub);
  closing.push(() => database.drop());
  await withHub(database.url, async (prisma) => {
    const issuers = [{ issuer: issuer.nameOf('DEPT_21'), bodyCode: 'DEPT_21', jwksUri: keys.jwksUri('DEPT_21') }];
    await moveHub(prisma, { bodies: Object.fromEntries(OWNERS.map((code) => [code, body.url])), issuers });
    await addBenchCases(prisma);
    await prisma.$executeRaw`ANALYZE`;
  });
  const token = await issuer.token({ agent: 'AG-01', body: 'DEPT_21', now: new Date() });
  return {
    body,
    key,
    environment: {
      PASSERELLE_ENV: 'development',
      PASSERELLE_DATABASE_URL: database.url,
      PASSERELLE_SIGNING_KEY: JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'bench' }),
      PASSERELLE_LOG_KEY: JSON.stringify(logKey.export({ format: 'jwk' })),
      PASSERELLE_LOG_ORIGIN: 'journal.bench.invalid',
      PASSERELLE_CLOCK: '2026-05-04T10:00:00+02:00',
      PORT: '0',
    },
    headers: { authorization: `Bearer ${token}`, 'x-purpose': 'CASE' },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}
