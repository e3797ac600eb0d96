import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../gateway/config.ts';

const jwk = () => ({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) });
const PASS = { ...jwk(), kid: 'hub-1' };

function configWith(given: Record<string, string>) {
  return readConfig({
    PASSERELLE_DATABASE_URL: 'postgresql://hub@db.invalid/hub',
    PASSERELLE_SIGNING_KEY: JSON.stringify(PASS),
    PASSERELLE_LOG_KEY: JSON.stringify(jwk()),
    PASSERELLE_LOG_ORIGIN: 'journal.invalid',
    ...given,
  });
}

describe('the keys of the journal', () => {
  test('are one, or several while one follows another', () => {
    expect(configWith({}).log).toMatchObject({ origin: 'journal.invalid', keys: { length: 1 } });
    const set = JSON.stringify({ keys: [jwk(), jwk()] });
    expect(configWith({ PASSERELLE_LOG_KEY: set }).log.keys).toHaveLength(2);
  });

  const twice = jwk();
  const { d: _private, ...publicHalf } = jwk();
  test.each([
    ['none', '', 'is missing'],
    ['an empty set', '{"keys":[]}', 'is not a private Ed25519 key'],
    ['a public half', JSON.stringify(publicHalf), 'is not a private Ed25519 key'],
    ['no JSON', 'secret', 'is not a private Ed25519 key'],
    ['the key of the passes', JSON.stringify(PASS), 'is the key that signs passes'],
    ['the key of the passes among others', JSON.stringify({ keys: [jwk(), PASS] }), 'is the key that signs passes'],
    ['a key twice', JSON.stringify({ keys: [twice, twice] }), 'names a key twice'],
  ])('%s is refused, and not repeated', (_, text, why) => {
    const read = () => configWith({ PASSERELLE_LOG_KEY: text });
    expect(read).toThrow(`\`PASSERELLE_LOG_KEY\` ${why}`);
    expect(read).not.toThrow(/secret/);
  });
});

test.each([
  ['none', '', 'is missing'],
  ['with a blank', 'journal of us', 'is not the name of a log'],
  ['with a plus', 'journal+us', 'is not the name of a log'],
  ['of two lines', 'journal\n4', 'is not the name of a log'],
])('a name of the journal %s is refused', (_, PASSERELLE_LOG_ORIGIN, why) => {
  expect(() => configWith({ PASSERELLE_LOG_ORIGIN })).toThrow(`\`PASSERELLE_LOG_ORIGIN\` ${why}`);
});

describe('the key of the noise of figures', () => {
  const key = 'A'.repeat(43);

  test('is long, or none: then the hub freezes no figures of its own', () => {
    expect(configWith({}).statisticKey).toBeNull();
    expect(configWith({ PASSERELLE_STATISTIC_KEY: `${key}\n` }).statisticKey).toHaveLength(32);
  });

  test.each([
    ['a short one', 'A'.repeat(42)],
    ['one that is not base64url', `${key}+/=`],
  ])('%s is refused, and not repeated', (_, text) => {
    const read = () => configWith({ PASSERELLE_STATISTIC_KEY: text });
    expect(read).toThrow('`PASSERELLE_STATISTIC_KEY` is not 32 bytes or more');
    expect(read).not.toThrow(/AAA/);
  });
});

describe('the linkage service', () => {
  const key = JSON.stringify(jwk());
  const url = 'http://linkage.invalid';

  test('is asked nothing where the environment says nothing of it', () => {
    expect(configWith({}).linkage).toBeNull();
    expect(configWith({ PASSERELLE_LINKAGE_URL: url, PASSERELLE_LINKAGE_KEY: key }).linkage).toMatchObject({ url });
  });

  test.each([
    ['a key without an address', { PASSERELLE_LINKAGE_KEY: key }, 'PASSERELLE_LINKAGE_URL'],
    ['an address without a key', { PASSERELLE_LINKAGE_URL: url }, 'PASSERELLE_LINKAGE_KEY'],
    [
      'another kind of address',
      { PASSERELLE_LINKAGE_URL: 'linkage', PASSERELLE_LINKAGE_KEY: key },
      'PASSERELLE_LINKAGE_URL',
    ],
    ['a key that is none', { PASSERELLE_LINKAGE_URL: url, PASSERELLE_LINKAGE_KEY: 'secret' }, 'PASSERELLE_LINKAGE_KEY'],
  ])('%s is refused, and not repeated', (_, given, name) => {
    const read = () => configWith(given);
    expect(read).toThrow(`\`${name}\` is`);
    expect(read).not.toThrow(/secret/);
  });
});
