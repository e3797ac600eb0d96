import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type GraphQLNamedType, type GraphQLScalarType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { projectRoot, readContract } from '../schema/files.ts';
import type { Log } from './apollo.ts';
import { createClock } from './clock.ts';
import type { HubConfig } from './config.ts';
import { createEpochRepository } from './crossing/epoch.repository.ts';
import { createFactsRepository } from './crossing/facts.repository.ts';
import { awaitRevocation, holdLease } from './crossing/lease.ts';
import type { Operation } from './crossing/operation.ts';
import { createRecipientsRepository } from './crossing/recipients.repository.ts';
import { loadRules } from './crossing/rules.repository.ts';
import { createSender } from './federation/send.ts';
import { openFront } from './front.ts';
import { createHub } from './hub.ts';
import { createIdentify } from './identity/identify.ts';
import { createIdentityRepository } from './identity/identity.repository.ts';
import { assertDurable, createJournal, type Journal } from './journal/journal.repository.ts';
import { createProofs } from './journal/proofs.repository.ts';
import { createJournalReader } from './journal/public.repository.ts';
import { serveRegistry } from './local-registry.ts';
import { openPool } from './open-pool.ts';
import { createOpened, type Opened } from './opened.ts';
import { PATIENCE } from './patience.ts';
import { assertAudits } from './registry/journal/audit-access.ts';
import { openRegistryDatabase } from './registry/registry.repository.ts';
import { registrySubgraph } from './registry/subgraph.ts';
import { createRoutes } from './routes.ts';
import { signStatement } from './sign-statement.ts';
import { startFreezing } from './start-freezing.ts';
import { startJournal } from './start-journal.ts';
import { startLinkage } from './start-linkage.ts';
import { createFrameReleases } from './statistics/frames/release-frames.ts';
import { createStatisticKeys } from './statistics/statistic-keys.repository.ts';
import { workOnStudies } from './working-studies.ts';
import { FIGURES } from './writing-figures.ts';

export interface RunningHub {
  readonly url: string;
  /** Lets running requests end, then closes what was opened. */
  close(): Promise<void>;
}

export interface Surroundings {
  /** The clock that decisions are taken by; by default it starts where the configuration says. */
  readonly clock?: () => Date;
  readonly log?: Log;
  /** Takes the access records instead of the database: to measure what the journal costs, and for nothing else. */
  readonly journal?: Journal;
}

/** Opens everything that the configuration names, joins it into a hub, and listens. Rejects, with nothing left open, if any of it is wrong. */
export async function startHub(config: HubConfig, surroundings: Surroundings = {}): Promise<RunningHub> {
  const opened = createOpened();
  try {
    const url = await start(config, surroundings, opened);
    return { url, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Resolves to the address that the hub listens on. What is opened on the way is added to `opened`. */
async function start(config: HubConfig, surroundings: Surroundings, opened: Opened): Promise<string> {
  const { clock = createClock(config.clock), log = logToStandardError } = surroundings;
  const now = () => new Date();
  const logOf = (operation: string) => (error: unknown) => log({ operation, error });
  const onPoolError = logOf('pool');
  const { pool, close: closePool } = openPool(
    { connectionString: config.databaseUrl, max: 10, ...PATIENCE },
    onPoolError,
  );
  opened.add(closePool);
  const database = openRegistryDatabase(config.databaseUrl);
  opened.add(() => database.close());
  const bodies = createSender<Operation>({ urlOf: addressOf, deadline: config.bodyDeadlineMs });
  opened.add(() => bodies.close());
  await assertDurable(pool);
  const journal = await startJournal(config, { opened, now, onPoolError, log: logOf('journal') });
  const rules = await loadRules(pool);
  const lease = holdLease(createEpochRepository(config.databaseUrl), {
    log: logOf('lease'),
    onMove: () => void rules.refresh().catch(logOf('rules')),
  });
  opened.add(() => lease.close());
  await lease.alive();
  const linkage = startLinkage(config, { opened, onPoolError, log: logOf('linkage') });
  const registry = await registrySubgraph();
  const identity = createIdentityRepository(pool);
  const hub = createHub({
    supergraph: readContract('supergraph.graphql'),
    facts: createFactsRepository(pool),
    recipients: createRecipientsRepository(pool),
    agents: identity,
    journal: surroundings.journal ?? createJournal(pool),
    signing: config.signing,
    rules,
    lease,
    scalars: Object.values(registry.schema.getTypeMap()).filter(isOwnScalar),
    registry: serveRegistry(registry.schema, database, {
      now,
      awaitRevocation,
      studies: linkage,
      journal: createProofs(pool),
      sign: signStatement(config.signing),
      figures: FIGURES,
      releaseFrames: createFrameReleases(pool, config.signing.key),
    }),
    send: bodies.send,
    statisticKeys: createStatisticKeys(pool),
    clock,
    now,
  });
  if (linkage) {
    const ownRegistry = { repositories: database.forOperation(), studies: linkage, now };
    const studies = workOnStudies({ hub, identity, clock, registry: ownRegistry, log: logOf('studies') });
    opened.add(() => studies.close());
  }
  const identify = createIdentify({ repository: identity, audience: config.audience, now, clock });
  const front = await openFront({ hub, identify, log });
  opened.add(() => front.stop());
  const routes = createRoutes({
    front,
    isReady: async () => {
      await lease.alive();
      // What is asked goes on being recorded; nothing more is signed, and whoever watches this hub is told.
      if (journal.contradiction() !== null) return false;
      return (await pool.query('SELECT 1')).rowCount === 1;
    },
    passKeys: publicKeys(config),
    journal: createJournalReader(pool),
    assertControls: async (headers) => assertAudits(await identify(headers)),
    log,
    landingPage: readFileSync(join(projectRoot(), 'gateway/landing.html'), 'utf8'),
  });
  startFreezing(config, { opened, clock, onPoolError, log: logOf('freezing') });
  const server = createServer({ requestTimeout: 30_000 }, routes);
  await listen(server, config);
  opened.add(() => stopListening(server));
  return `http://${config.host}:${(server.address() as AddressInfo).port}`;
}

/** A body serves each of its subgraphs below its one address, which came with the facts of the operation. */
function addressOf({
  op,
  service,
  instance,
}: {
  op: Operation;
  service: string;
  instance: string;
}): string | undefined {
  const url = op.facts.bodyOf(instance)?.url;
  return url ? `${url}/${service}` : undefined;
}

function isOwnScalar(type: GraphQLNamedType): type is GraphQLScalarType {
  return isScalarType(type) && !isSpecifiedScalarType(type);
}

/** The public half of the key for passes, as owners ask for it. */
function publicKeys({ signing }: HubConfig): object {
  const jwk = createPublicKey(signing.key).export({ format: 'jwk' });
  return { keys: [{ ...jwk, kid: signing.kid, alg: 'EdDSA', use: 'sig' }] };
}

function listen(server: Server, { port, host }: HubConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** One line of JSON per thing that the operator should know; the stack of an error, and nothing of the request. */
function logToStandardError({ operation, error }: Parameters<Log>[0]): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), operation, error: text })}\n`);
}
