import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { MIGRATION_VARIABLES } from '../../deploy/migrate.ts';
import { HUB_VARIABLES, readConfig } from '../../gateway/config.ts';
import { LINKAGE_VARIABLES, readLinkageConfig } from '../../linkage/service/config.ts';
import { BODIES } from '../../prisma/seed/town.ts';
import { projectRoot } from '../../schema/files.ts';
import { BODY_VARIABLES, readBodyConfig } from '../../subgraphs/joining/body-config.ts';
import { aKey, aLog } from '../journal/a-log.ts';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly deploy?: { readonly replicas: number };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const text = (path: string) => readFileSync(join(projectRoot(), path), 'utf8');
const compose = parse(text('docker-compose.yml'), { merge: true }) as Compose;
const service = (name: string): Service => compose.services[name] ?? fail(name);
const environmentOf = (name: string) => service(name).environment ?? {};
const slug = (code: string) => code.toLowerCase().replaceAll('_', '-');
const bodies = BODIES.map(({ code, kind }) => ({ code, kind, name: slug(code) }));
const programs = ['hub', 'linkage', ...bodies.map(({ name }) => name)];

function fail(name: string): never {
  throw new Error(`docker-compose.yml has no service \`${name}\``);
}

test('there is a proxy, the hub, the linkage service and every body, each with its migration and its PostgreSQL, and nothing else', () => {
  const each = programs.flatMap((name) => [name, `${name}-migration`, `${name}-database`]);
  expect(Object.keys(compose.services).sort()).toEqual(['proxy', 'hub-eraser', ...each].sort());
});

test('who erases what is past its retention does not start by itself, and reaches the hub’s database under its own role alone', () => {
  const eraser = service('hub-eraser');
  expect(eraser.profiles).toEqual(['erasure']);
  expect(eraser.networks).toEqual(['hub-data']);
  expect(Object.keys(eraser.environment ?? {})).toEqual(['ERASER_DATABASE_URL']);
  const { username, password, host } = new URL(filled(eraser.environment ?? {}).ERASER_DATABASE_URL ?? '');
  const granted = filled(environmentOf('hub-migration'));
  expect([username, password]).toEqual([granted.ERASER_ROLE, granted.ERASER_PASSWORD]);
  expect(host).toBe(new URL(granted.OWNER_DATABASE_URL ?? '').host);
});

test('the hub stands twice, and only the proxy is open to the outside', () => {
  expect(service('hub').deploy?.replicas).toBe(2);
  const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);
  expect(open.map(([name]) => name)).toEqual(['proxy']);
  const { PORT } = environmentOf('hub');
  expect(text('deploy/Caddyfile')).toContain(`dynamic a hub ${PORT}`);
});

test('what the hub is given is what it reads, and it starts with it', () => {
  const environment = environmentOf('hub');
  for (const name of Object.keys(environment)) expect(HUB_VARIABLES).toHaveProperty(name);

  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const log = JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
  const config = withFile(JSON.stringify({ ...jwk, kid: 'hub-1' }), (key) =>
    withFile(log, (logKey) =>
      withFile(randomBytes(32).toString('base64url'), (statisticKey) =>
        readConfig({
          ...filled(environment),
          PASSERELLE_SIGNING_KEY_FILE: key,
          PASSERELLE_LOG_KEY_FILE: logKey,
          PASSERELLE_STATISTIC_KEY_FILE: statisticKey,
          PASSERELLE_LINKAGE_KEY_FILE: logKey,
        }),
      ),
    ),
  );
  expect(config).toMatchObject({ development: false, host: '0.0.0.0', audience: 'passerelle', clock: null });
  expect(environment.PASSERELLE_SIGNING_KEY_FILE).toBe('/run/secrets/hub_signing_key');
  expect(environment.PASSERELLE_LOG_KEY_FILE).toBe('/run/secrets/hub_log_key');
  expect(environment.PASSERELLE_STATISTIC_KEY_FILE).toBe('/run/secrets/hub_statistic_key');
  expect(config.statisticKey).toHaveLength(32);
  expect(environment.PASSERELLE_LINKAGE_KEY_FILE).toBe('/run/secrets/hub_linkage_key');
  expect(config.linkage?.url).toBe(environmentOf('dept-21').LINKAGE_URL);
  expect(compose.networks['hub-linkage']).toEqual({ internal: true });
  const met = Object.entries(compose.services).filter(([, { networks }]) => networks.includes('hub-linkage'));
  expect(met.map(([name]) => name)).toEqual(['hub', 'linkage']);
  expect(service('hub').secrets).toEqual(['hub_signing_key', 'hub_log_key', 'hub_statistic_key', 'hub_linkage_key']);
});

describe.each(bodies)('$code', ({ code, kind, name }) => {
  test('is given what it reads, and starts with it', () => {
    const environment = environmentOf(name);
    for (const variable of Object.keys(environment)) expect(BODY_VARIABLES).toHaveProperty(variable);
    const given = filled(environment);
    const config = withFile('k'.repeat(32), (LINKAGE_KEY_FILE) =>
      withFile(
        JSON.stringify({ ...aKey().export({ format: 'jwk' }), kid: `${name}.invalid/witness` }),
        (WITNESS_KEY_FILE) =>
          withFile(aLog().key, (LOG_KEYS_FILE) =>
            readBodyConfig({
              ...given,
              LINKAGE_KEY_FILE,
              LINKAGE_SIGNING_KEY_FILE: WITNESS_KEY_FILE,
              WITNESS_KEY_FILE,
              LOG_KEYS_FILE,
            }),
          ),
      ),
    );
    expect(config).toMatchObject({ code, kind, host: '0.0.0.0', linkageKey: 'k'.repeat(32) });
    expect(environment.LINKAGE_KEY_FILE).toBe('/run/secrets/linkage_key');
    const own = `witness_${code.toLowerCase()}`;
    expect(environment.WITNESS_KEY_FILE).toBe(`/run/secrets/${own}`);
    expect(environment.LOG_KEYS_FILE).toBe('/run/secrets/log_keys');
    const holders = Object.entries(compose.services).filter(([, { secrets }]) => secrets?.includes(own));
    expect(holders.map(([holder]) => holder)).toEqual([name]);
  });

  test('verifies the passes of the hub', () => {
    const jwks = new URL(environmentOf(name).HUB_JWKS_URL ?? '');
    expect(jwks.host).toBe(`hub:${environmentOf('hub').PORT}`);
    expect(jwks.pathname).toBe('/.well-known/jwks.json');
  });

  test('meets the hub, the linkage service and its own database, and nobody else', () => {
    expect(service(name).networks).toEqual([name, `${name}-data`]);
    const others = Object.entries(compose.services).filter(([each]) => each !== name);
    const meets = (network: string) =>
      others.filter(([, { networks }]) => networks.includes(network)).map(([each]) => each);
    expect(meets(name).sort()).toEqual(['hub', 'linkage']);
    expect(meets(`${name}-data`).sort()).toEqual([`${name}-database`, `${name}-migration`]);
    expect(compose.networks[`${name}-data`]).toEqual({ internal: true });
  });
});

describe.each(programs)('the database of %s', (name) => {
  const database = environmentOf(`${name}-database`);
  const migration = environmentOf(`${name}-migration`);
  const runtime = new URL(filled({ url: addressIn(name) }).url!);
  const owner = new URL(filled(migration).OWNER_DATABASE_URL!);

  test('is its own, durable, kept and waited for', () => {
    expect(runtime.hostname).toBe(`${name}-database`);
    expect(owner.hostname).toBe(`${name}-database`);
    expect(service(`${name}-database`).volumes).toEqual([`${name}-data:/var/lib/postgresql`]);
    expect(compose.volumes).toHaveProperty(`${name}-data`);
    expect(service(`${name}-database`).command).toEqual(expect.arrayContaining(['fsync=on', 'synchronous_commit=on']));
    expect(service(name).depends_on).toEqual({
      [`${name}-database`]: { condition: 'service_healthy' },
      [`${name}-migration`]: { condition: 'service_completed_successfully' },
    });
  });

  test('is made by its owner and used by a role that owns nothing', () => {
    const given = Object.keys(MIGRATION_VARIABLES).filter(
      (variable) => name === 'hub' || !variable.startsWith('ERASER'),
    );
    expect(Object.keys(migration).sort()).toEqual(given.sort());
    expect(migration.SCHEMA).toBe(name === 'hub' || name === 'linkage' ? name : 'body');
    expect([owner.username, owner.password, owner.pathname]).toEqual([
      database.POSTGRES_USER,
      filled(database).POSTGRES_PASSWORD,
      `/${database.POSTGRES_DB}`,
    ]);
    expect([runtime.username, runtime.password, runtime.pathname]).toEqual([
      migration.RUNTIME_ROLE,
      filled(migration).RUNTIME_PASSWORD,
      owner.pathname,
    ]);
    expect(runtime.username).not.toBe(owner.username);
    expect(runtime.password).not.toBe(owner.password);
  });
});

test('the linkage key is given to the bodies and never to the hub', () => {
  const holders = Object.entries(compose.services).filter(([, { secrets }]) => secrets?.includes('linkage_key'));
  expect(holders.map(([name]) => name).sort()).toEqual(bodies.map(({ name }) => name).sort());
  for (const [name, { environment = {} }] of Object.entries(compose.services)) {
    const isBody = bodies.some((body) => body.name === name);
    expect('LINKAGE_KEY_FILE' in environment, name).toBe(isBody);
  }
});

test('the linkage service is given what it reads, and starts with it; each body has a key of its own to sign with', () => {
  const environment = environmentOf('linkage');
  expect(Object.keys(environment).sort()).toEqual(Object.keys(LINKAGE_VARIABLES).sort());
  const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const config = withFile(randomBytes(32).toString('base64url'), (sealing) =>
    withFile(JSON.stringify([{ code: 'DEPT_21', role: 'BODY', jwk, perDay: 1_000 }]), (parties) =>
      readLinkageConfig({
        ...filled(environment),
        LINKAGE_SEALING_KEY_FILE: sealing,
        LINKAGE_PARTIES_FILE: parties,
      }),
    ),
  );
  expect(config).toMatchObject({ host: '0.0.0.0', port: 6000 });
  expect(service('linkage').secrets).toEqual(['linkage_sealing_key', 'linkage_parties']);
  for (const { name } of bodies) {
    const secret = `${name.replaceAll('-', '_')}_linkage_key`;
    expect(new URL(environmentOf(name).LINKAGE_URL ?? '').host).toBe(`linkage:${environment.PORT}`);
    expect(environmentOf(name).LINKAGE_SIGNING_KEY_FILE).toBe(`/run/secrets/${secret}`);
    expect(Object.entries(compose.services).filter(([, { secrets }]) => secrets?.includes(secret))).toHaveLength(1);
    expect(service(name).secrets).toContain(secret);
  }
});

test('every program is asked whether it is ready, at the address that it answers', () => {
  for (const name of programs) {
    const [how, ...check] = service(name).healthcheck?.test ?? [];
    expect([how, ...check]).toEqual(['CMD', 'node', 'deploy/check-health.mjs']);
    expect(environmentOf(name)).toHaveProperty('PORT');
  }
  expect(text('deploy/check-health.mjs')).toContain('/health/ready');
  expect(text('gateway/routes.ts')).toContain("'GET /health/ready'");
  expect(text('deploy/Caddyfile')).toContain('/health/ready');
});

test('every command is built from a source that exists, and every file that is mounted or secret has its place', () => {
  for (const { command = [] } of Object.values(compose.services)) {
    const [program, file = ''] = command;
    if (program === 'node')
      expect(existsSync(join(projectRoot(), file.replace('dist/', '').replace('.js', '.ts'))), file).toBe(true);
  }
  expect(existsSync(join(projectRoot(), 'deploy/Caddyfile'))).toBe(true);
  expect(Object.values(compose.secrets).every(({ file }) => file.startsWith('./deploy/secrets/'))).toBe(true);
  const used = new Set(Object.values(compose.services).flatMap(({ secrets = [] }) => secrets));
  expect(Object.keys(compose.secrets).sort()).toEqual([...used].sort());
});

test('every value that must be filled in stands in the example, and no other', () => {
  const asked = new Set([...text('docker-compose.yml').matchAll(/\$\{(\w+):[?-]/g)].map(([, name]) => name));
  const given = [...text('deploy/env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(given.sort()).toEqual([...asked].sort());
});

/** A secret as the program finds it: in a file. */
function withFile<Read>(content: string, read: (path: string) => Read): Read {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-compose-'));
  try {
    const path = join(folder, 'secret');
    writeFileSync(path, content);
    return read(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function addressIn(name: string): string {
  const { PASSERELLE_DATABASE_URL, LINKAGE_DATABASE_URL, DATABASE_URL } = environmentOf(name);
  return PASSERELLE_DATABASE_URL ?? LINKAGE_DATABASE_URL ?? DATABASE_URL ?? '';
}

/** As compose would fill them in: the default where there is one, else a value of its own for each name. */
function filled(environment: Readonly<Record<string, string>>): Record<string, string> {
  const fill = (value: string) =>
    value.replaceAll(
      /\$\{(\w+):(?:-([^}]*)|\?)\}/g,
      (_, name: string, otherwise?: string) => otherwise ?? `value-of-${name}`,
    );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}
