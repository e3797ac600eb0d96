import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import pg from 'pg';
import type { Answered } from '../../gateway/answered.ts';
import type { HubConfig } from '../../gateway/config.ts';
import { createFactsRepository } from '../../gateway/crossing/facts.repository.ts';
import { governanceOf } from '../../gateway/crossing/governance.ts';
import { type Operation, openOperation } from '../../gateway/crossing/operation.ts';
import { createShapes } from '../../gateway/crossing/shape.ts';
import type { Cross, Shape, Verdict } from '../../gateway/federation/doors.ts';
import { createExecutor } from '../../gateway/federation/executor.ts';
import { openCross } from '../../gateway/federation/open-cross.ts';
import { createPlanner } from '../../gateway/federation/planner.ts';
import { createSender } from '../../gateway/federation/send.ts';
import { openFront } from '../../gateway/front.ts';
import { createIdentify } from '../../gateway/identity/identify.ts';
import { createIdentityRepository } from '../../gateway/identity/identity.repository.ts';
import { createProofs } from '../../gateway/journal/proofs.repository.ts';
import { serveRegistry } from '../../gateway/local-registry.ts';
import { openRegistryDatabase } from '../../gateway/registry/registry.repository.ts';
import { registrySubgraph } from '../../gateway/registry/subgraph.ts';
import { signStatement } from '../../gateway/sign-statement.ts';
import { REGISTRY } from '../../gateway/topology.ts';
import { FIGURES } from '../../gateway/writing-figures.ts';
import { readContract } from '../../schema/files.ts';

/**
 * The same hub with nothing decided: the same HTTP, the same identity, registry, plans and cuts, but no facts, no judge,
 * no pass and no journal. What the real one costs more is what deciding and recording cost.
 */
export async function startOpenHub(config: HubConfig, clock: () => Date): Promise<{ readonly url: string }> {
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });
  const { rows } = await pool.query<{ code: string; url: string }>('SELECT code, url FROM body WHERE url IS NOT NULL');
  const urls = new Map(rows.map(({ code, url }) => [code, url]));
  const supergraph = readContract('supergraph.graphql');
  const planner = createPlanner(supergraph);
  const schema = buildSchema(planner.consumerSchema, { assumeValid: true });
  const registry = await registrySubgraph();
  const serve = serveRegistry(registry.schema, openRegistryDatabase(config.databaseUrl), {
    now: () => new Date(),
    awaitRevocation: async () => {},
    journal: createProofs(pool),
    sign: signStatement(config.signing),
    figures: FIGURES,
    releaseFrames: async () => null,
    studies: null,
  });
  const bodies = createSender<Operation>({ urlOf: ({ service, instance }) => `${urls.get(instance)}/${service}` });
  const cross = openShapes(supergraph);
  const doors = {
    mayKnow: async (_op: Operation, records: readonly unknown[]) => records.map(() => true),
    mayReadAll: async () => true,
    actOnBehalf: async () => null,
    readFlags: async (_op: Operation, files: readonly string[]) => files.map(() => null),
    gatherStudyParts: async () => [],
    gatherStatistics: async () => ({ parts: [], cells: [], ruleSetVersion: '' }),
    explainAccess: async () => [],
    whoCouldSee: async () => [],
    mayDeclareEmergency: async () => false,
  };
  const local = new Map([[REGISTRY, serve(doors)]]);
  const execute = createExecutor<Operation>({ schema, supergraph, planner, send: bodies.send, local, cross });
  const facts = createFactsRepository(pool);

  const front = await openFront({
    hub: {
      apiSchema: schema,
      admit: cross.admit,
      epoch: () => null,
      async answer({ id, caller, source, document, operationName, variables }) {
        const { agent, body: agentBody, partnerSystem, profession, secrecy, purpose, mission } = caller;
        const who = { agent, agentBody, partnerSystem, profession, secrecy, purpose, mission };
        const op = openOperation({
          context: { ...who, operation: id, at: clock(), queryHash: '', ruleSetVersion: '' },
          caller,
          variables,
          asksMoreThanKey: () => true,
          judge: () => {
            throw new Error('nothing is judged here');
          },
          repository: facts,
        });
        const { data, errors } = await execute({ source, document, operationName, variables, op });
        const answered: Answered = {
          result: { data, ...(errors.length > 0 ? { errors } : {}) },
          access: op.access,
          mayWrite: () => true,
          lookAgain: async () => answered,
        };
        return answered;
      },
    },
    identify: createIdentify({
      repository: createIdentityRepository(pool),
      audience: config.audience,
      now: () => new Date(),
      clock,
    }),
    log: ({ error }) => console.error(error),
  });
  const server = createServer((request, response) => void front.answer(request, response));
  await new Promise<void>((listening) => server.listen(0, config.host, listening));
  return { url: `http://${config.host}:${(server.address() as AddressInfo).port}` };
}

/** Everything crosses, under the shapes and cuts of the real crossing. */
function openShapes(supergraph: string): Cross<Operation> {
  const governance = governanceOf(supergraph, new Set([REGISTRY]));
  const shapes = createShapes(governance);
  const known = new Map<Shape, Map<string, Verdict>>();

  function verdictOf(shape: Shape, instance: string): Verdict {
    const ofShape = known.get(shape) ?? new Map<string, Verdict>();
    known.set(shape, ofShape);
    let verdict = ofShape.get(instance);
    if (!verdict) {
      const asks = shapes.readingOf(shape).keyOnlyAt === null;
      verdict = {
        instance: asks ? instance : null,
        mask: asks ? '1'.repeat(shape.leaves) : null,
        hidden: false,
        notes: [],
      };
      ofShape.set(instance, verdict);
    }
    return verdict;
  }

  return {
    ...openCross<Operation>(),
    shape: (fetch) => shapes.prepare(fetch),
    decide: async (_op, wave) =>
      wave.map(({ shape, service, representation: { __typename, id, code } }) => {
        if (governance.isLocal(service)) return verdictOf(shape, service);
        return verdictOf(shape, __typename === 'Body' ? String(code) : (String(id).split(':', 1)[0] ?? ''));
      }),
  };
}
