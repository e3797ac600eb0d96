import type { ServingKind } from '../schema/vocabulary.ts';
import { ccasSubgraph } from './ccas/subgraph.ts';
import { communeSubgraph } from './commune/subgraph.ts';
import type { BodyContext } from './contract/context.ts';
import { type OpenBody, openBody } from './contract/open-body.ts';
import { keepFreezing } from './contract/statistics/keep-freezing.ts';
import { bodySubgraph } from './contract/subgraph.ts';
import { departementSubgraph } from './departement/subgraph.ts';
import { readBodyConfig } from './joining/body-config.ts';
import type { Subgraph } from './joining/build-subgraph.ts';
import { hubKeysFrom } from './joining/hub-keys.ts';
import { joinBody } from './joining/join-body.ts';
import { metropoleSubgraph } from './metropole/subgraph.ts';

/** What each kind publishes beside the contract of every body. */
const OF_KIND: Readonly<Record<ServingKind, () => Promise<Subgraph<BodyContext>>>> = {
  DEPARTEMENT: departementSubgraph,
  COMMUNE: communeSubgraph,
  CCAS: ccasSubgraph,
  METROPOLE: metropoleSubgraph,
};

/** The process of one body: it starts from its environment, and ends on a signal once it has answered what it took. */
async function main(): Promise<void> {
  const { code, kind, databaseUrl, hubKeys, linkage, linkageKey, witness, clock, host, port } = readBodyConfig(
    process.env,
  );
  const offset = clock === null ? 0 : clock.getTime() - Date.now();
  const body = await joinBody({
    code,
    openData: () =>
      openFreezing({
        ...{ code, kind, databaseUrl },
        now: () => new Date(Date.now() + offset),
        linkage: linkage && linkageKey ? { ...linkage, body: code, linkageKey } : null,
      }),
    subgraphs: [bodySubgraph, OF_KIND[kind]],
    hubKeys: hubKeysFrom(hubKeys),
    host,
    port,
    ...(witness && { witnessing: witness }),
  });
  console.log(`${code} listens on ${body.url}`);

  const leave = () => {
    body.close().then(
      () => process.exit(0),
      (error: unknown) => stop(error),
    );
  };
  process.once('SIGTERM', leave).once('SIGINT', leave);
}

/** The data of the body; while it is open, periods that end are frozen for statistics. */
async function openFreezing(given: Parameters<typeof openBody>[0]): Promise<OpenBody> {
  const data = await openBody(given);
  const freezing = keepFreezing(
    () => data.contextOf(null),
    (failure) => console.error(`statistics: ${failure}`),
  );
  return {
    ...data,
    async close() {
      await freezing.stop();
      await data.close();
    },
  };
}

function stop(error: unknown): never {
  console.error(error instanceof Error ? error.message : 'the body could not start');
  process.exit(1);
}

main().catch(stop);
