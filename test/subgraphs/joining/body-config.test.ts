import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { publicNameKey } from '../../../linkage/sealed-name.ts';
import { readBodyConfig } from '../../../subgraphs/joining/body-config.ts';
import { aKey, aLog } from '../../journal/a-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-body-'));
afterAll(() => rmSync(folder, { recursive: true }));
const linkage = join(folder, 'linkage');
writeFileSync(linkage, `${'k'.repeat(40)}\n`);
const short = join(folder, 'short');
writeFileSync(short, 'k');

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: 'hub-1' };
const setOf = (...keys: unknown[]) => JSON.stringify({ keys });

const witnessKey = join(folder, 'witness.json');
writeFileSync(witnessKey, JSON.stringify({ ...aKey().export({ format: 'jwk' }), kid: 'ccas-longvic.invalid/witness' }));
const [first, second] = [aLog(), aLog()];
const logKeys = join(folder, 'logs.txt');
writeFileSync(logKeys, `# the hub, until the end of the year\n${first.key}\n\n# and from then on\n${second.key}\n`);

const ENVIRONMENT = {
  BODY_CODE: 'CCAS_LONGVIC',
  BODY_KIND: 'CCAS',
  DATABASE_URL: 'postgresql://body:secret@database.invalid/body',
  HUB_JWKS_URL: 'http://hub.invalid/.well-known/jwks.json',
  PORT: '5000',
};

describe('the configuration of a body', () => {
  test('is read from its environment', () => {
    expect(readBodyConfig({ ...ENVIRONMENT, LINKAGE_KEY_FILE: linkage })).toEqual({
      code: 'CCAS_LONGVIC',
      kind: 'CCAS',
      databaseUrl: ENVIRONMENT.DATABASE_URL,
      hubKeys: new URL(ENVIRONMENT.HUB_JWKS_URL),
      linkageKey: 'k'.repeat(40),
      linkage: null,
      witness: null,
      clock: null,
      host: '127.0.0.1',
      port: 5000,
    });
    const { HUB_JWKS_URL: _, ...without } = ENVIRONMENT;
    expect(readBodyConfig({ ...without, HUB_JWKS: setOf(publicJwk) })).toMatchObject({
      hubKeys: { keys: [publicJwk] },
      linkageKey: null,
    });
  });

  test('may start the clock of what is derived at an instant, in development', () => {
    const given = { ...ENVIRONMENT, CLOCK: '2026-05-04T10:00:00+02:00' };
    expect(readBodyConfig(given).clock).toEqual(new Date('2026-05-04T08:00:00Z'));
  });

  test('may let it ask the linkage service, whose keys it was told of by another way', () => {
    const asks = { LINKAGE_URL: 'http://linkage.invalid', LINKAGE_SIGNING_KEY_FILE: witnessKey };
    const { linkage: read } = readBodyConfig({ ...ENVIRONMENT, ...asks, LINKAGE_TRUSTED_KEYS: `1=${'A'.repeat(43)}` });
    expect(read).toMatchObject({ url: 'http://linkage.invalid', trusted: new Map([[1, 'A'.repeat(43)]]) });
    expect(read?.key.asymmetricKeyType).toBe('ed25519');
    expect(readBodyConfig({ ...ENVIRONMENT, ...asks }).linkage).toMatchObject({ trusted: new Map(), nameKey: null });
    const hub = publicNameKey(generateKeyPairSync('x25519').privateKey);
    const { linkage: sealing } = readBodyConfig({ ...ENVIRONMENT, ...asks, LINKAGE_HUB_KEY: hub });
    expect(sealing?.nameKey?.asymmetricKeyType).toBe('x25519');
    const wrong = () => readBodyConfig({ ...ENVIRONMENT, ...asks, LINKAGE_HUB_KEY: 'secret' });
    expect(wrong).toThrow('`LINKAGE_HUB_KEY` is not');
    expect(wrong).not.toThrow(/secret/);
  });

  test('may make it a witness, of logs whose keys it was given', () => {
    const { witness } = readBodyConfig({ ...ENVIRONMENT, WITNESS_KEY_FILE: witnessKey, LOG_KEYS_FILE: logKeys });
    expect(witness?.signer.name).toBe('ccas-longvic.invalid/witness');
    expect(witness?.logKeys.map(({ key }) => key)).toEqual([first.key, second.key]);
  });

  test.each([
    ['CLOCK', { CLOCK: 'yesterday' }, 'is not an ISO instant'],
    ['CLOCK', { CLOCK: '2026-05-04T10:00:00Z', NODE_ENV: 'production' }, 'is for development only'],
    ['BODY_CODE', { BODY_CODE: '' }, 'is missing'],
    ['BODY_CODE', { BODY_CODE: 'ccas longvic' }, 'is not a code'],
    ['BODY_KIND', { BODY_KIND: 'CAF' }, 'is not a kind that serves'],
    ['DATABASE_URL', { DATABASE_URL: undefined }, 'is missing'],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://secret' }, 'is not the address of a PostgreSQL database'],
    ['HUB_JWKS_URL', { HUB_JWKS_URL: undefined }, 'is missing'],
    ['HUB_JWKS_URL', { HUB_JWKS_URL: 'file:///etc/passwd' }, 'is not an http address'],
    ['HUB_JWKS', { HUB_JWKS: setOf(publicJwk) }, 'is given beside'],
    ['HUB_JWKS', { HUB_JWKS_URL: '', HUB_JWKS: '{' }, 'is not JSON'],
    ['HUB_JWKS', { HUB_JWKS_URL: '', HUB_JWKS: setOf() }, 'is not a set of public Ed25519 keys'],
    [
      'HUB_JWKS',
      { HUB_JWKS_URL: '', HUB_JWKS: setOf({ ...privateKey.export({ format: 'jwk' }), kid: 'hub-1' }) },
      'is not a set of public Ed25519 keys',
    ],
    ['LINKAGE_KEY_FILE', { LINKAGE_KEY_FILE: join(folder, 'none') }, 'cannot be read'],
    ['LINKAGE_KEY_FILE', { LINKAGE_KEY_FILE: short }, 'holds less than 32 bytes'],
    ['LINKAGE_URL', { LINKAGE_URL: 'linkage' }, 'is not an http address'],
    ['LINKAGE_URL', { LINKAGE_SIGNING_KEY_FILE: witnessKey }, 'is not an http address'],
    ['LINKAGE_SIGNING_KEY_FILE', { LINKAGE_URL: 'http://l.invalid' }, 'is missing beside'],
    [
      'LINKAGE_SIGNING_KEY_FILE',
      { LINKAGE_URL: 'http://l.invalid', LINKAGE_SIGNING_KEY_FILE: linkage },
      'holds no private Ed25519 key',
    ],
    [
      'LINKAGE_TRUSTED_KEYS',
      { LINKAGE_URL: 'http://l.invalid', LINKAGE_SIGNING_KEY_FILE: witnessKey, LINKAGE_TRUSTED_KEYS: '1=secret' },
      'is not `1=…,2=…`',
    ],
    ['LOG_KEYS_FILE', { WITNESS_KEY_FILE: witnessKey }, 'is missing beside'],
    ['WITNESS_KEY_FILE', { LOG_KEYS_FILE: logKeys }, 'is missing beside'],
    ['WITNESS_KEY_FILE', { WITNESS_KEY_FILE: linkage, LOG_KEYS_FILE: logKeys }, 'holds no Ed25519 key'],
    ['WITNESS_KEY_FILE', { WITNESS_KEY_FILE: join(folder, 'none'), LOG_KEYS_FILE: logKeys }, 'holds no Ed25519 key'],
    ['LOG_KEYS_FILE', { WITNESS_KEY_FILE: witnessKey, LOG_KEYS_FILE: linkage }, 'holds no keys of logs'],
    ['PORT', { PORT: '' }, 'is missing'],
    ['PORT', { PORT: '65536' }, 'is not a port'],
  ])('is refused with the name of what is wrong: %s %o', (name, wrong, why) => {
    const read = () => readBodyConfig({ ...ENVIRONMENT, ...wrong });
    expect(read).toThrow(`configuration: \`${name}\` ${why}`);
    expect(read).not.toThrow('secret');
  });
});
