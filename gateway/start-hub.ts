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
import { openWitnessPost } from './journal/ask-witness.ts';
import { checkTree } from './journal/check-tree.repository.ts';
import { assertDurable, createJournal, type Journal } from './journal/journal.repository.ts';
import { openLogSigning } from './journal/log-keys.repository.ts';
import { createProofs } from './journal/proofs.repository.ts';
import { createJournalReader } from './journal/public.repository.ts';
import { startSequencer } from './journal/sequencer.ts';
import { assertWitnessesAgree } from './journal/witness-evidence.ts';
import { gatherCosignatures } from './journal/witnesses.ts';
import { followLinks } from './linkage/follow-links.ts';
import { openLinkageClient } from './linkage/linkage-client.ts';
import { nameKeyOf } from './linkage/name-key.ts';
import { serveRegistry } from './local-registry.ts';
import { openPool } from './open-pool.ts';
import { assertAudits } from './registry/journal/audit-access.ts';
import { openRegistryDatabase } from './registry/registry.repository.ts';
import { registrySubgraph } from './registry/subgraph.ts';
import { createRoutes } from './routes.ts';
import { signStatement } from './sign-statement.ts';
import { keepFreezingFrames } from './statistics/frames/keep-freezing.ts';
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
  const { clock = createClock(config.clock), log = logToStandardError } = surroundings;
  const now = () => new Date();
  const onPoolError = (error: Error) => log({ operation: 'pool', error });
  const { pool, close: closePool } = openPool(
    { connectionString: config.databaseUrl, max: 10, ...PATIENCE },
    onPoolError,
  );
  const database = openRegistryDatabase(config.databaseUrl);
  // The tree grows over connections of its own: neither waits for questions, nor they for it.
  const treeOptions = { connectionString: config.databaseUrl, max: 2, ...PATIENCE, ...NO_HOLDING };
  const { pool: treePool, close: closeTreePool } = openPool(treeOptions, onPoolError);
  const bodies = createSender<Operation>({ urlOf: addressOf, deadline: config.bodyDeadlineMs });
  const closing: (() => Promise<void>)[] = [() => bodies.close(), () => database.close(), closeTreePool, closePool];
  try {
    await assertDurable(pool);
    await checkTree(treePool, config.log.origin);
    const signing = await openLogSigning(treePool, config.log, now());
    const logJournal = (error: unknown) => log({ operation: 'journal', error });
    const post = openWitnessPost(WITNESS_DEADLINE_MS, signing.signers);
    closing.unshift(() => post.close());
    const witnessing = { pool: treePool, origin: config.log.origin, post, now, log: logJournal };
    await assertWitnessesAgree(witnessing);
    const sequencer = startSequencer({ pool: treePool, signing, now, log: logJournal });
    closing.unshift(() => sequencer.close());
    let contradiction: Error | null = null;
    const witnesses = gatherCosignatures({
      ...witnessing,
      onContradiction: (found) => {
        contradiction = found;
        logJournal(found);
        void sequencer.close();
      },
    });
    closing.unshift(() => witnesses.close());
    const rules = await loadRules(pool);
    const lease = holdLease(createEpochRepository(config.databaseUrl), {
      log: (error) => log({ operation: 'lease', error }),
      onMove: () => void rules.refresh().catch((error) => log({ operation: 'rules', error })),
    });
    closing.unshift(() => lease.close());
    await lease.alive();
    const linkage = config.linkage && openLinkageClient(config.linkage, config.bodyDeadlineMs);
    if (linkage) closing.unshift(() => linkage.close());
    if (linkage && config.linkage) {
      // A round holds its connection while it asks, so it takes none of those that answers wait for.
      const links = openPool({ connectionString: config.databaseUrl, max: 1, ...PATIENCE }, onPoolError);
      closing.push(links.close);
      const follower = followLinks({
        pool: links.pool,
        client: linkage,
        nameKey: nameKeyOf(config.linkage.key),
        everyMs: LINKAGE_EVERY_MS,
        log: (error) => log({ operation: 'linkage', error }),
      });
      closing.unshift(() => follower.close());
    }
    const registry = await registrySubgraph();
    const repository = createIdentityRepository(pool);
    const hub = createHub({
      supergraph: readContract('supergraph.graphql'),
      facts: createFactsRepository(pool),
      recipients: createRecipientsRepository(pool),
      agents: repository,
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
      const studies = workOnStudies({
        ...{ hub, identity: repository, clock },
        registry: { repositories: database.forOperation(), studies: linkage, now },
        log: (error) => log({ operation: 'studies', error }),
      });
      closing.unshift(() => studies.close());
    }
    const identify = createIdentify({ repository, audience: config.audience, now, clock });
    const front = await openFront({ hub, identify, log });
    closing.unshift(() => front.stop());
    const routes = createRoutes({
      front,
      isReady: async () => {
        await lease.alive();
        // What is asked goes on being recorded; nothing more is signed, and whoever watches this hub is told.
        if (contradiction !== null) return false;
        return (await pool.query('SELECT 1')).rowCount === 1;
      },
      passKeys: publicKeys(config),
      journal: createJournalReader(pool),
      assertControls: async (headers) => assertAudits(await identify(headers)),
      log,
      landingPage: readFileSync(join(projectRoot(), 'gateway/landing.html'), 'utf8'),
    });
    if (config.statisticKey !== null) {
      const keys = { recordKey: config.statisticKey, signing: config.signing.key };
      const frames = openPool({ connectionString: config.databaseUrl, max: 1, ...COUNTING }, onPoolError);
      closing.push(frames.close);
      const logFreezing = (error: unknown) => log({ operation: 'freezing', error });
      const freezing = keepFreezingFrames({ pool: frames.pool, keys, clock, log: logFreezing });
      closing.unshift(() => freezing.close());
    }
    const server = createServer({ requestTimeout: 30_000 }, routes);
    await listen(server, config);
    closing.unshift(() => stopListening(server));
    return { url: `http://${config.host}:${(server.address() as AddressInfo).port}`, close: () => inOrder(closing) };
  } catch (error) {
    await inOrder(closing);
    throw error;
  }
}

/** A database that does not answer is one that is not there: whoever waits for it is told so. */
const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };

/** What is counted once a month may take its time, over a connection of its own. */
const COUNTING = { connectionTimeoutMillis: 5_000, query_timeout: 600_000, keepAlive: true };

/** A witness is asked beside the way of answers; this is how long its connection is held for it. */
const WITNESS_DEADLINE_MS = 3_000;

/** How long a file that was linked, or a link that was broken, may wait until the other side knows. */
const LINKAGE_EVERY_MS = 5_000;

/** Whoever grows the tree holds its row meanwhile; one that hangs must not hold it for the others. */
const NO_HOLDING = { idle_in_transaction_session_timeout: 10_000, statement_timeout: 10_000 };

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

async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}

/** One line of JSON per thing that the operator should know; the stack of an error, and nothing of the request. */
function logToStandardError({ operation, error }: Parameters<Log>[0]): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), operation, error: text })}\n`);
}
